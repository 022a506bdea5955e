/// What came of opening a TCP connection to one port of one address.
public enum ConnectionFact: Hashable, Sendable {
    case open(milliseconds: Int)
    case failed(ConnectionFailure)
    case notTested(NotTested)

    /// Whether the connection stood.
    public var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}
