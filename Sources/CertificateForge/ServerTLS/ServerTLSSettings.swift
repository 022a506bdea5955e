/// How a server shakes hands. The starting point is a modern server without a certificate.
package struct ServerTLSSettings: Sendable {
    /// What is sent without SNI, or for a name not in `namedIdentities`. Several: one for each key type.
    package var identities: [ServerIdentity]
    /// What is sent for these names (lower case).
    package var namedIdentities: [String: ServerIdentity] = [:]
    package var unknownName = UnknownNameAnswer.defaultIdentity
    package var minimumVersion = ServerTLSVersion.tls10
    package var maximumVersion = ServerTLSVersion.tls13
    /// OpenSSL's cipher string for TLS 1.2 and below.
    package var ciphers = "ALL:@SECLEVEL=0"
    /// OpenSSL's list of TLS 1.3 suites; nil leaves its default.
    package var suites: String?
    /// OpenSSL's list of groups, `P-521`; nil leaves its default.
    package var groups: String?
    package var applicationProtocol = ApplicationProtocolAnswer.choose(["h2", "http/1.1"])
    package var clientCertificate = ClientCertificateDemand.none

    /// A server that sends these.
    package init(identities: [ServerIdentity]) {
        self.identities = identities
    }

    /// A server that sends this one.
    package init(_ identity: ServerIdentity) {
        self.init(identities: [identity])
    }

    /// The same settings with one thing changed.
    package func with(_ change: (inout ServerTLSSettings) -> Void) -> ServerTLSSettings {
        var copy = self
        change(&copy)
        return copy
    }
}
