/// What a visitor finally gets.
public enum EdgeOutcome: Hashable, Sendable {
    /// The origin's own status, passed through.
    case passedThrough(status: Int)
    case edgeError(EdgeError)
    /// The browser gives up: ERR_TOO_MANY_REDIRECTS.
    case loop
    /// Not known from here; never a guess.
    case unknown

    /// The spelling on the wire: `200`, `526`, `530/1016`, `522-or-525`, `loop`, `unknown`.
    public var id: String {
        switch self {
        case .passedThrough(let status): String(status)
        case .edgeError(let error): error.rawValue
        case .loop: "loop"
        case .unknown: "unknown"
        }
    }
}
