public import OriginFacts

/// One thing to do about certificate files, with the data to do it; the words are Reporting's.
public enum FileRemedy: Hashable, Sendable {
    /// Rewrite the chain as a server should send it (`cert fix`).
    case fixChain
    /// Get that CA's current certificate, then `cert fix`; the URLs are the certificate's own.
    case addIssuer(String, urls: [String])
    case renew(names: [String])
    /// Install another certificate, from the Origin CA or a public CA.
    case install(names: [String])
    /// A certificate that lists that name too.
    case addName(String)
    /// Find the key that belongs to the certificate, or make a new pair.
    case matchKey(file: String)
    case closeKey(file: String)
    /// One file for each server.
    case separate
    /// Reload what answers at that address; `server` is its Server header.
    case reload(IPAddress, server: String?)
    /// Configure the server to send the whole chain.
    case sendChain(IPAddress, server: String?)
    /// Specify the origin, so that it can be compared.
    case nameTheOrigin(host: String, port: UInt16)
    /// Run the comparison where it is admitted: on the origin itself.
    case compareOnTheOrigin(host: String, port: UInt16)
}

extension FileRemedy {
    /// The stable name of the kind of remedy: part of the output format.
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
    /// The DNS names of the SAN; the common names only when there is no SAN.
    var dnsNames: [String] {
        switch subjectAltNames {
        case .absent: commonNames
        case .present(let dns, _, _): dns
        }
    }
}
