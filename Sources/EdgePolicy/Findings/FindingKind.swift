public import OriginFacts

/// Everything that can be found, by subject. A subject's file holds its findings with their ids,
/// the facts that prove them and their remedies, and the detection of those that no outcome table
/// names; the words are in the file of the same name in Reporting.
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
    /// The stable dotted id: part of the output format, and what `explain` takes.
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

    /// The facts that prove it, by the names they have on the wire.
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

    /// What to do about it, first what helps most; none where nothing has to be fixed.
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

/// What the remedies of a finding depend on besides its own facts.
struct RemedyContext {
    let target: Target
    let mode: EncryptionMode
    /// Where the finding was seen.
    var addresses: [IPAddress] = []

    /// The names a certificate has to cover.
    var names: [String] { [target.host.ascii] }

    /// The scheme the origin is expected to speak on a port.
    func scheme(of port: UInt16) -> VisitorScheme {
        port == target.originPorts.https ? .https : .http
    }

    /// Whether the port is not needed with Always Use HTTPS on: the plain port in Full and
    /// stronger, which the edge asks for http visitors only.
    func canDoWithout(_ port: UInt16) -> Bool {
        mode >= .full && scheme(of: port) == .http
    }
}
