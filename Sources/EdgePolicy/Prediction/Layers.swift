/// The four things judged apart at one address.
public struct Layers: Hashable, Sendable {
    /// Does the port the judged mode needs answer?
    public var reach: LayerState
    /// Does the edge's handshake succeed?
    public var tls: LayerState
    /// Would strict accept the certificate?
    public var certificate: LayerState
    /// Does an HTTP answer come back?
    public var http: LayerState

    /// All four states.
    public init(
        reach: LayerState, tls: LayerState, certificate: LayerState, http: LayerState
    ) {
        self.reach = reach
        self.tls = tls
        self.certificate = certificate
        self.http = http
    }
}
