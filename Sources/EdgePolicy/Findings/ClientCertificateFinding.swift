public import OriginFacts

/// Findings about origins that request a client certificate (Authenticated Origin Pulls).
/// `ClientCertificateRule` detects origins that require one.
public enum ClientCertificateFinding: Hashable, Sendable {
    case asked(isCloudflarePull: Bool, authorities: [String])
    case required(TLSAlert?)
}

extension ClientCertificateFinding {
    var id: String {
        switch self {
        case .asked: "tls.client-cert-asked"
        case .required: "tls.client-cert-required"
        }
    }

    var facts: FactValue {
        switch self {
        case .asked(let isPull, let authorities):
            ["cloudflare_pull": .flag(isPull), "authorities": .texts(authorities)]
        case .required(let alert): ["alert": .optional(alert, FactValue.alert)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        switch self {
        case .asked: []
        case .required: [.authenticatedOriginPulls(addresses: context.addresses)]
        }
    }
}

extension FindingCollector {
    /// Returns a finding about a client certificate that is requested but not required.
    func clientCertificate(at seen: AddressObservation) -> [Found] {
        guard case .completed(let session) = seen.handshake,
            case .asked(let authorities) = session.clientCertificate, !requiresOne(seen)
        else { return [] }
        let isPull = ClientCertificateRule.isCloudflarePull(session.clientCertificate)
        let finding = ClientCertificateFinding.asked(
            isCloudflarePull: isPull, authorities: authorities)
        return [(.clientCertificate(finding), .info)]
    }

    /// Whether a request fails without a client certificate. If so, only that failure is reported.
    private func requiresOne(_ seen: AddressObservation) -> Bool {
        predictor.walk(.full, .https, to: seen).because.contains {
            if case .clientCertificate(.required) = $0 { true } else { false }
        }
    }
}
