internal import OriginFacts

/// Findings from the handshakes made only to explain.
extension FindingCollector {
    /// What a missing server name or a wider offer changes.
    func diagnoses() -> [Finding] {
        considered.flatMap { seen in
            [withoutServerName(seen), beyondEdge(seen)].compactMap(\.self).map {
                Finding($0.kind, severity: $0.severity, addresses: [seen.address])
            }
        }
    }

    private typealias Found = (kind: FindingKind, severity: Severity)

    private func beyondEdge(_ seen: AddressObservation) -> Found? {
        guard case .failed = seen.handshake,
            case .completed(let session) = seen.diagnosis.everythingOffered
        else { return nil }
        return (
            .onlyBeyondEdge(
                version: session.version.name, cipher: session.cipher, group: session.group),
            mode >= .full ? .warning : .info
        )
    }

    private func withoutServerName(_ seen: AddressObservation) -> Found? {
        switch (seen.handshake, seen.diagnosis.withoutServerName) {
        case (.completed(let named), .completed(let nameless)):
            guard let own = named.chain.first, let other = nameless.chain.first else { return nil }
            if own.sha256 != other.sha256 {
                return (.serverNameChoosesCertificate(subject: other.subject), .info)
            }
            guard isForOtherNames(seen) else { return nil }
            return (.defaultCertificate(subject: own.subject), mode >= .full ? .warning : .info)
        case (.completed, .failed(let failure, _)) where failure.isRefusal:
            return (.serverNameNeeded, .info)
        case (.failed, .completed(let nameless)):
            guard let leaf = nameless.chain.first else { return nil }
            return (
                .serverNameNotKnown(subject: leaf.subject), mode >= .full ? .warning : .info
            )
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
