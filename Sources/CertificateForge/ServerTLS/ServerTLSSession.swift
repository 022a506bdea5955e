/// What client and server agreed on, as the server saw it.
package struct ServerTLSSession: Hashable, Sendable {
    package var version: ServerTLSVersion?
    /// OpenSSL's name of the suite: `ECDHE-ECDSA-AES128-GCM-SHA256`.
    package var cipher: String
    /// The ALPN protocol chosen.
    package var applicationProtocol: String?
    /// The name the client asked for.
    package var serverName: String?
    /// The client's leaf certificate as DER.
    package var clientCertificate: [UInt8]?
}
