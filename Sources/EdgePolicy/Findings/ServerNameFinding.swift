internal import OriginFacts

/// Findings from handshakes without a server name (SNI), which are made only to explain other
/// results.
public enum ServerNameFinding: Hashable, Sendable {
    /// The certificate that lacks the requested name is also the one sent without a server name.
    case defaultCertificate(subject: String)
    /// The origin sends a different certificate if there is no server name.
    case choosesCertificate(subject: String)
    /// The handshake fails without a server name.
    case needed
    /// The handshake succeeds only without a server name.
    case notKnown(subject: String)
}

extension ServerNameFinding {
    var id: String {
        switch self {
        case .defaultCertificate: "vhost.default-certificate"
        case .choosesCertificate: "sni.chooses-certificate"
        case .needed: "sni.needed"
        case .notKnown: "sni.not-known"
        }
    }

    var facts: FactValue {
        switch self {
        case .defaultCertificate(let subject), .choosesCertificate(let subject),
            .notKnown(let subject):
            ["subject": .text(subject)]
        case .needed: [:]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .defaultCertificate, .choosesCertificate, .needed, .notKnown: []
        }
    }
}

extension FindingCollector {
    /// Returns the finding about what changes if no server name is sent.
    func serverName(at seen: AddressObservation) -> [Found] {
        withoutServerName(seen).map { [(.serverName($0), .info)] } ?? []
    }

    private func withoutServerName(_ seen: AddressObservation) -> ServerNameFinding? {
        switch (seen.handshake, seen.diagnosis.withoutServerName) {
        case (.completed(let named), .completed(let nameless)):
            guard let own = named.chain.first, let other = nameless.chain.first else { return nil }
            if own.sha256 != other.sha256 { return .choosesCertificate(subject: other.subject) }
            guard isForOtherNames(seen) else { return nil }
            return .defaultCertificate(subject: own.subject)
        case (.completed, .failed(let failure, _)) where failure.isRefusal:
            return .needed
        case (.failed, .completed(let nameless)):
            guard let leaf = nameless.chain.first else { return nil }
            return .notKnown(subject: leaf.subject)
        default: return nil
        }
    }

    private func isForOtherNames(_ seen: AddressObservation) -> Bool {
        predictor.verdicts[seen.address]?.strict.defects.contains {
            if case .nameMismatch = $0 { true } else { false }
        } ?? false
    }
}

extension HandshakeFailure {
    /// Whether the origin refused the handshake rather than staying silent.
    fileprivate var isRefusal: Bool {
        switch self {
        case .alertReceived, .closed, .reset: true
        case .alertSent, .notTLS, .timedOut, .certificateMessageTooLarge, .protocolError: false
        }
    }
}
