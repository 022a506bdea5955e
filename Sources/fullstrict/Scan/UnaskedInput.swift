/// An input of a list that is not asked, and why. A class for the reason `ScanTarget` is one.
final class UnaskedInput: Sendable {
    /// As written.
    let input: String
    /// Counted from 1; nil where it is not known any more.
    let line: Int?
    let reason: String
    let key: String

    init(input: String, line: Int?, reason: String, key: String) {
        self.input = input
        self.line = line
        self.reason = reason
        self.key = key
    }
}
