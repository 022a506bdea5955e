/// What a finished handshake agreed on and carried.
public struct TLSSession: Hashable, Sendable {
    public var version: TLSVersion
    /// The suite by its IANA name: `TLS_AES_128_GCM_SHA256`.
    public var cipher: String
    /// The key exchange group by its IANA name (`x25519`, `secp256r1`); nil for static RSA.
    public var group: String?
    /// `h2`, `http/1.1`; nil when the origin picked none.
    public var applicationProtocol: String?
    /// The server name sent; nil when none was.
    public var serverName: String?
    /// The certificates as sent, leaf first; never empty after a handshake with certificates.
    public var chain: [CertificateFacts]
    public var clientCertificate: ClientCertificateRequest
    /// The stapled OCSP response in DER; nil when none came or none was asked for.
    public var stapledOCSP: [UInt8]?
    /// Whether the origin asked for another key share first (RFC 8446 section 4.1.4).
    public var sawHelloRetryRequest: Bool
    /// From the first byte of the ClientHello to the last of the handshake.
    public var milliseconds: Int

    /// A session with everything optional left out.
    public init(
        version: TLSVersion, cipher: String, group: String? = nil,
        applicationProtocol: String? = nil, serverName: String? = nil,
        chain: [CertificateFacts], clientCertificate: ClientCertificateRequest = .notAsked,
        stapledOCSP: [UInt8]? = nil, sawHelloRetryRequest: Bool = false, milliseconds: Int = 0
    ) {
        self.version = version
        self.cipher = cipher
        self.group = group
        self.applicationProtocol = applicationProtocol
        self.serverName = serverName
        self.chain = chain
        self.clientCertificate = clientCertificate
        self.stapledOCSP = stapledOCSP
        self.sawHelloRetryRequest = sawHelloRetryRequest
        self.milliseconds = milliseconds
    }
}
