/// What was learnt before a handshake failed.
public struct PartialHandshake: Hashable, Sendable {
    /// The version of a ServerHello, if one came.
    public var version: TLSVersion?
    /// Certificates received before the failure; usually empty.
    public var chain: [CertificateFacts]
    public var clientCertificate: ClientCertificateRequest
    public var milliseconds: Int

    /// Nothing seen, unless given.
    public init(
        version: TLSVersion? = nil, chain: [CertificateFacts] = [],
        clientCertificate: ClientCertificateRequest = .notAsked, milliseconds: Int = 0
    ) {
        self.version = version
        self.chain = chain
        self.clientCertificate = clientCertificate
        self.milliseconds = milliseconds
    }
}
