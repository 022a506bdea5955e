package import EdgePolicy
internal import OriginFacts

extension Wording {
    /// Returns the wording of a finding; the text is in the file for its subject.
    package func words(_ finding: Finding) -> FindingWords {
        switch finding.kind {
        case .name(let finding): words(finding)
        case .reach(let finding): words(finding)
        case .handshake(let finding): words(finding)
        case .clientCertificate(let finding): words(finding)
        case .serverName(let finding): words(finding)
        case .certificate(let finding): words(finding)
        case .http(let finding): words(finding)
        case .redirect(let finding): words(finding)
        case .renewal(let finding): words(finding)
        case .content(let finding): words(finding)
        case .edge(let finding): words(finding)
        }
    }

    private func words(_ finding: CertificateFinding) -> FindingWords {
        switch finding {
        case .defect(let defect): words(defect, isCertain: true)
        case .uncertain(let defect): words(defect, isCertain: false)
        case .remark(let remark): words(remark)
        }
    }
}

/// The wording for the additional details of `-v`.
extension Wording {
    static func name(_ anchor: AnchorClass) -> TerminalText {
        switch anchor {
        case .publicRoot: "a public root"
        case .originCA: "Cloudflare Origin CA"
        case .custom: "a root you named"
        case .selfSigned: "none: self-signed"
        case .unknown: "none found"
        }
    }

    static func words(_ ruling: ChainRuling) -> TerminalText {
        switch ruling {
        case .accepted: "accepted"
        case .rejected(let defects): "rejected: \(shortList(defects.map { "\($0.id)" }))"
        case .uncertain(let defects): "uncertain: \(shortList(defects.map { "\($0.id)" }))"
        }
    }

    /// Returns the description of one step in a visitor's walk.
    static func words(_ step: WalkStep) -> TerminalText {
        let place: TerminalText =
            """
            \(TerminalText(trusted: step.scheme.rawValue))\(TerminalText(untrusted: step.path, limit: 24))
            """
        switch step.route {
        case .redirectToHTTP, .redirectToHTTPS: return "\(place) (edge)"
        case .plain, .tls: break
        }
        return switch step.answer {
        case .status, .edgeError, .unknown: place
        case .redirect(let status, _): "\(place) \(status)"
        }
    }
}
