/// A run that cannot do what was asked: what happened, what to do next, and the status to end with.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    let message: String
    let hint: String?

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    var description: String {
        hint.map { "\(message)\n  \($0)" } ?? message
    }
}
