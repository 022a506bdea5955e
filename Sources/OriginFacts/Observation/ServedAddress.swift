/// What one address showed over several connections at a time.
public struct ServedAddress: Hashable, Sendable {
    public var address: IPAddress
    /// Why it was never dialled; nil when it was.
    public var refusal: NotTested?
    public var handshakes: [ServedHandshake]
    /// The Server header of one answer; nil when there was none in time.
    public var server: String?

    /// An address with what was seen there.
    public init(
        _ address: IPAddress, refusal: NotTested? = nil, handshakes: [ServedHandshake] = [],
        server: String? = nil
    ) {
        self.address = address
        self.refusal = refusal
        self.handshakes = handshakes
        self.server = server
    }
}
