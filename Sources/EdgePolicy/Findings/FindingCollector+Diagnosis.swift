internal import OriginFacts

/// Findings from the handshakes made only to explain: notes beside what they explain.
extension FindingCollector {
    /// What a missing server name or a wider offer changes.
    func diagnoses() -> [Finding] {
        considered.flatMap { seen in
            [withoutServerName(seen), beyondEdge(seen)].compactMap(\.self).map {
                Finding($0, severity: .info, addresses: [seen.address])
            }
        }
    }

    private func beyondEdge(_ seen: AddressObservation) -> FindingKind? {
        guard case .failed = seen.handshake,
            case .completed(let session) = seen.diagnosis.everythingOffered,
            seen.diagnosis.tripleDES?.version == nil
        else { return nil }
        return .onlyBeyondEdge(
            version: session.version.name, cipher: session.cipher, group: session.group)
    }

    private func withoutServerName(_ seen: AddressObservation) -> FindingKind? {
        switch (seen.handshake, seen.diagnosis.withoutServerName) {
        case (.completed(let named), .completed(let nameless)):
            guard let own = named.chain.first, let other = nameless.chain.first else { return nil }
            if own.sha256 != other.sha256 {
                return .serverNameChoosesCertificate(subject: other.subject)
            }
            guard isForOtherNames(seen) else { return nil }
            return .defaultCertificate(subject: own.subject)
        case (.completed, .failed(let failure, _)) where failure.isRefusal:
            return .serverNameNeeded
        case (.failed, .completed(let nameless)):
            guard let leaf = nameless.chain.first else { return nil }
            return .serverNameNotKnown(subject: leaf.subject)
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
    /// Whether the origin said no, rather than nothing.
    fileprivate var isRefusal: Bool {
        switch self {
        case .alertReceived, .closed, .reset: true
        case .alertSent, .notTLS, .timedOut, .certificateMessageTooLarge, .protocolError: false
        }
    }
}
