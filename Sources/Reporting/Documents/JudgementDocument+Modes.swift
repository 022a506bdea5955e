internal import EdgePolicy
internal import OriginFacts

extension JudgementDocument {
    static func mode(_ prediction: ModePrediction) -> JSONValue {
        [
            "mode": .string(prediction.mode.rawValue),
            "https": .array(prediction.https.outcomes.map(outcome)),
            "http": .array(prediction.http.outcomes.map(outcome)),
            "https_result": .string(prediction.https.result.rawValue),
            "http_result": .string(prediction.http.result.rawValue),
            "renewal": prediction.renewal.map(renewal) ?? .null,
        ]
    }

    private static func renewal(_ renewal: RenewalPrediction) -> JSONValue {
        [
            "result": .string(renewal.result.rawValue),
            "needs_certificate": .bool(renewal.needsCertificate),
            "if_always_https": .of(renewal.ifAlwaysHTTPS?.rawValue),
            "outcomes": .array(renewal.outcomes.map(outcome)),
        ]
    }

    static func outcome(_ weighted: WeightedOutcome) -> JSONValue {
        [
            "outcome": .string(weighted.outcome.id), "share": share(weighted.share),
            "because": .of(weighted.because), "basis": .string(weighted.basis.rawValue),
            "origins": .of(weighted.addresses.map(\.description)),
            "unless_always_https": .bool(weighted.unlessAlwaysHTTPS),
            "trail": .array(weighted.trail.map(step)),
        ]
    }

    /// Four decimals: a share is no measurement.
    static func share(_ share: Double) -> JSONValue {
        guard share.isFinite else { return .null }
        return .number(Double(Int64(min(1, max(0, share)) * 10_000 + 0.5)) / 10_000)
    }

    private static func step(_ step: WalkStep) -> JSONValue {
        [
            "scheme": .string(step.scheme.rawValue), "path": .string(cut(step.path)),
            "route": .string(name(step.route)), "answer": answer(step.answer),
        ]
    }

    private static func name(_ route: EdgeRoute) -> String {
        switch route {
        case .plain: "plain"
        case .tls(.any): "tls"
        case .tls(.validated): "tls-validated"
        case .redirectToHTTP: "edge-redirect-to-http"
        case .redirectToHTTPS: "edge-redirect-to-https"
        }
    }

    private static func answer(_ answer: StepAnswer) -> JSONValue {
        switch answer {
        case .status(let status): ["status": .of(status)]
        case .redirect(let status, let location):
            ["status": .of(status), "location": .string(cut(location))]
        case .edgeError(let error): ["edge_error": .string(error.rawValue)]
        case .unknown: ["unknown": true]
        }
    }

    /// The exchanges hold the whole of it.
    private static func cut(_ text: String) -> String {
        text.utf8.count > 512 ? String(text.prefix(512)) : text
    }
}
