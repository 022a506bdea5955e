public import OriginFacts

/// One remedy for certificate files, with the data it needs. The wording is in Reporting.
public enum FileRemedy: Hashable, Sendable {
    /// Rewrite the chain as a server should send it (`cert fix`).
    case fixChain
    /// Get the current certificate of that CA, then run `cert fix`. The URLs come from the
    /// certificate.
    case addIssuer(String, urls: [String])
    case renew(names: [String])
    /// Install another certificate, from the Origin CA or a public CA.
    case install(names: [String])
    /// Get a certificate that also lists that name.
    case addName(String)
    /// Find the key that belongs to the certificate, or create a new key and certificate.
    case matchKey(file: String)
    case closeKey(file: String)
    /// Use one file for each server.
    case separate
    /// Reload the server at that address; `server` is its Server header.
    case reload(IPAddress, server: String?)
    /// Configure the server to send the whole chain.
    case sendChain(IPAddress, server: String?)
    /// Specify the origin so that it can be compared.
    case nameTheOrigin(host: String, port: UInt16)
    /// Run the comparison on the origin itself, where it is allowed.
    case compareOnTheOrigin(host: String, port: UInt16)
}

extension FileRemedy {
    /// The stable name of this kind of remedy, which is part of the output format.
    public var id: String {
        switch self {
        case .fixChain: "fix-chain"
        case .addIssuer: "add-issuer"
        case .renew: "renew-certificate"
        case .install: "install-certificate"
        case .addName: "add-name"
        case .matchKey: "match-key"
        case .closeKey: "close-key"
        case .separate: "separate"
        case .reload: "reload"
        case .sendChain: "send-chain"
        case .nameTheOrigin: "name-the-origin"
        case .compareOnTheOrigin: "run-on-the-origin"
        }
    }
}

extension CertificateFacts {
    /// The DNS names in the SAN; the common names only if there is no SAN.
    var dnsNames: [String] {
        switch subjectAltNames {
        case .absent: commonNames
        case .present(let dns, _, _): dns
        }
    }
}
