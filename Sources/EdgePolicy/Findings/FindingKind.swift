public import OriginFacts

/// Every kind of finding, by subject. The file of a subject holds its findings with their ids,
/// supporting facts and remedies. It also detects the findings that no outcome table names. The
/// wording is in the file of the same name in Reporting.
public enum FindingKind: Hashable, Sendable {
    case name(NameFinding)
    case reach(ReachFinding)
    case handshake(HandshakeFinding)
    case clientCertificate(ClientCertificateFinding)
    case serverName(ServerNameFinding)
    case certificate(CertificateFinding)
    case http(HTTPFinding)
    case redirect(RedirectFinding)
    case renewal(RenewalFinding)
    case content(ContentFinding)
    case edge(EdgeFinding)
}

extension FindingKind {
    /// The stable dotted id, which is part of the output format and the argument of `explain`.
    public var id: String {
        switch self {
        case .name(let finding): finding.id
        case .reach(let finding): finding.id
        case .handshake(let finding): finding.id
        case .clientCertificate(let finding): finding.id
        case .serverName(let finding): finding.id
        case .certificate(let finding): finding.id
        case .http(let finding): finding.id
        case .redirect(let finding): finding.id
        case .renewal(let finding): finding.id
        case .content(let finding): finding.id
        case .edge(let finding): finding.id
        }
    }

    /// The supporting facts, keyed by their JSON names.
    public var facts: FactValue {
        switch self {
        case .name(let finding): finding.facts
        case .reach(let finding): finding.facts
        case .handshake(let finding): finding.facts
        case .clientCertificate(let finding): finding.facts
        case .serverName(let finding): finding.facts
        case .certificate(let finding): finding.facts
        case .http(let finding): finding.facts
        case .redirect(let finding): finding.facts
        case .renewal(let finding): finding.facts
        case .content(let finding): finding.facts
        case .edge(let finding): finding.facts
        }
    }

    /// Returns the remedies, most helpful first; empty if nothing has to be fixed.
    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .name(let finding): finding.remedies(context)
        case .reach(let finding): finding.remedies(context)
        case .handshake(let finding): finding.remedies(context)
        case .clientCertificate(let finding): finding.remedies(context)
        case .serverName(let finding): finding.remedies(context)
        case .certificate(let finding): finding.remedies(context)
        case .http(let finding): finding.remedies(context)
        case .redirect(let finding): finding.remedies(context)
        case .renewal(let finding): finding.remedies(context)
        case .content(let finding): finding.remedies(context)
        case .edge(let finding): finding.remedies(context)
        }
    }
}

/// The information that the remedies of a finding depend on, apart from its own facts.
struct RemedyContext {
    let target: Target
    let mode: EncryptionMode
    /// The addresses that the finding was seen at.
    var addresses: [IPAddress] = []

    /// The names that a certificate has to cover.
    var names: [String] { [target.host.ascii] }

    /// Returns the scheme that the origin is expected to speak on a port.
    func scheme(of port: UInt16) -> VisitorScheme {
        port == target.originPorts.https ? .https : .http
    }

    /// Whether the port is unnecessary with Always Use HTTPS on. That is the plain port in Full and
    /// stronger modes, which the edge contacts for http visitors only.
    func canDoWithout(_ port: UInt16) -> Bool {
        mode >= .full && scheme(of: port) == .http
    }
}
