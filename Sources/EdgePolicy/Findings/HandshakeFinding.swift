public import OriginFacts

/// Findings about the TLS handshake. `HandshakeTable` detects the ones that make it fail.
public enum HandshakeFinding: Hashable, Sendable {
    case alert(TLSAlert)
    case refusedByUs(TLSAlert, reason: String)
    case plainHTTP(port: UInt16)
    case notTLS(port: UInt16, protocolName: String?)
    case closed(wasReset: Bool)
    case stalled(milliseconds: Int)
    case certificateMessageTooLarge
    case broken(reason: String)
    case helloRetry(group: String?)
    /// The origin accepts only parameters that the edge does not offer.
    case onlyBeyondEdge(version: String, cipher: String, group: String?)
    /// The origin rejected our ClientHello but accepts `DES-CBC3-SHA`, which the edge offers and
    /// our OpenSSL cannot use.
    case tripleDESOnly(TLSVersion)
}

extension HandshakeFinding {
    var id: String {
        switch self {
        case .alert(.unrecognizedName): "tls.unrecognized-name"
        case .alert(.handshakeFailure), .alert(.protocolVersion), .refusedByUs(.protocolVersion, _):
            "tls.no-overlap"
        case .alert: "tls.alert"
        case .refusedByUs: "tls.alert-sent"
        case .plainHTTP: "tls.plain-http"
        case .notTLS: "tls.not-tls"
        case .closed: "tls.closed"
        case .stalled: "tls.stalled"
        case .certificateMessageTooLarge: "tls.certificate-too-large"
        case .broken: "tls.broken"
        case .helloRetry: "tls.hello-retry"
        case .onlyBeyondEdge: "tls.beyond-edge"
        case .tripleDESOnly: "tls.3des-only"
        }
    }

    var facts: FactValue {
        switch self {
        case .alert(let alert): ["alert": .alert(alert)]
        case .refusedByUs(let alert, let reason):
            ["alert": .alert(alert), "reason": .text(reason)]
        case .plainHTTP(let port): ["port": .number(Int(port))]
        case .notTLS(let port, let name):
            ["port": .number(Int(port)), "protocol": .optional(name, FactValue.text)]
        case .closed(let wasReset): ["reset": .flag(wasReset)]
        case .stalled(let milliseconds): ["after_ms": .number(milliseconds)]
        case .certificateMessageTooLarge: [:]
        case .broken(let reason): ["reason": .text(reason)]
        case .helloRetry(let group): ["group": .optional(group, FactValue.text)]
        case .onlyBeyondEdge(let version, let cipher, let group):
            [
                "version": .text(version), "cipher": .text(cipher),
                "group": .optional(group, FactValue.text),
            ]
        case .tripleDESOnly(let version): ["version": .text(version.name)]
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        let (target, addresses) = (context.target, context.addresses)
        return switch self {
        case .alert(.unrecognizedName):
            [
                .answerServerName(
                    target.sentServerName ?? target.host.ascii, addresses: addresses)
            ]
        case .alert, .refusedByUs, .broken, .tripleDESOnly:
            [.offerEdgeParameters(addresses: addresses)]
        case .certificateMessageTooLarge: [.repairChain(missingIssuer: "", addresses: addresses)]
        case .plainHTTP(let port), .notTLS(let port, _):
            [.enableTLS(port: port, addresses: addresses)]
        case .closed, .stalled:
            [.enableTLS(port: target.originPorts.https, addresses: addresses), .runOnTheOrigin]
        case .helloRetry, .onlyBeyondEdge: []
        }
    }
}

extension FindingCollector {
    /// Returns a finding if the origin accepts only parameters beyond the edge's offer.
    func beyondEdge(at seen: AddressObservation) -> [Found] {
        guard case .failed = seen.handshake,
            case .completed(let session) = seen.diagnosis.everythingOffered,
            seen.diagnosis.tripleDES?.version == nil
        else { return [] }
        let finding = HandshakeFinding.onlyBeyondEdge(
            version: session.version.name, cipher: session.cipher, group: session.group)
        return [(.handshake(finding), .info)]
    }

    /// Returns a finding if each new connection needs an extra round trip.
    func helloRetry(at seen: AddressObservation) -> [Found] {
        guard case .completed(let session) = seen.handshake, session.sawHelloRetryRequest else {
            return []
        }
        return [(.handshake(.helloRetry(group: session.group)), .info)]
    }
}
