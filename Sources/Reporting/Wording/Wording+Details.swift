internal import EdgePolicy
internal import OriginFacts

/// The words of `-v`.
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

    /// One step of a visitor's walk.
    static func words(_ step: WalkStep) -> TerminalText {
        let place: TerminalText =
            "\(TerminalText(trusted: step.scheme.rawValue))\(TerminalText(untrusted: step.path, limit: 24))"
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
