/// An input of a list that is not asked, and why.
struct UnaskedInput: Sendable {
    /// As written.
    let input: String
    /// Counted from 1; nil where it is not known any more.
    let line: Int?
    let reason: String
    let key: String
}
