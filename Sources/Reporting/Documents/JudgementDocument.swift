internal import DataFormats
internal import EdgePolicy
internal import OriginFacts

/// The judgement part of a result: written for readers, never read back.
enum JudgementDocument {
    static func tool(_ tool: ToolFacts) -> JSONValue {
        [
            "version": .string(tool.version), "ruleset": .string(tool.ruleset),
            "openssl": .string(tool.openSSL),
            "trust": trust(tool.trust),
        ]
    }

    /// Returns the member that describes the list of roots.
    static func trust(_ trust: TrustFacts) -> JSONValue {
        [
            "name": .string(trust.name), "label": .string(trust.label),
            "date": .of(trust.date?.iso8601), "sha256": .string(trust.sha256),
            "count": .of(trust.count), "note": .of(trust.note),
        ]
    }

    /// Returns the facts and the judgement for each address.
    static func origins(_ report: CheckReport) -> JSONValue {
        .array(
            report.observation.addresses.map { seen in
                let judged = report.assessment.origins.first { $0.address == seen.address }
                let chain = judged?.chain ?? report.verdicts[seen.address]
                return ObservationDocument.origin(seen).adding(origin(judged, chain))
            })
    }

    /// Returns `judged_at`, `settings`, `modes`, `findings`, `verdict`, `recommendation`,
    /// `port_closed`, `siblings` and `exit_status`.
    static func members(_ report: CheckReport) -> JSONValue {
        let assessment = report.assessment
        let wording = Wording(report)
        return [
            "judged_at": assessment.at.json,
            "settings": [
                "always_use_https": .string(assessment.settings.alwaysUseHTTPS.rawValue),
                "hsts": .string(assessment.settings.hsts.rawValue),
                "enterprise": .bool(assessment.settings.isEnterprise),
            ],
            "modes": .array(assessment.modes.map(mode)),
            "findings": .array(assessment.findings.map { finding($0, wording) }),
            "verdict": verdict(assessment.verdict).adding([
                "summary": .string(wording.headline(report).text)
            ]),
            "recommendation": recommendation(assessment.recommendation, wording),
            "port_closed": portClosed(assessment, wording),
            "siblings": .array(report.siblings.map(sibling)),
            "exit_status": .of(report.exitStatus),
        ]
    }

    private static func origin(_ judged: OriginAssessment?, _ chain: ChainVerdict?) -> JSONValue {
        let outcome = judged?.strict ?? .unknown
        let revocation = chain?.revocation ?? []
        let asked: JSONValue =
            revocation.isEmpty ? [:] : ["revocation": .array(revocation.map(\.json))]
        let members: JSONValue = [
            "layers": [
                "reach": state(judged?.layers.reach), "tls": state(judged?.layers.tls),
                "certificate": state(judged?.layers.certificate),
                "http": state(judged?.layers.http),
            ],
            "strict": ruling(chain?.strict).adding(["outcome": .string(outcome.id)]),
            "browser": ruling(chain?.browser), "anchor": .of(chain?.anchor.rawValue),
            "path": .of(chain?.path ?? []), "name_match": nameMatch(chain?.nameMatch),
            "remarks": .array((chain?.findings ?? []).map { $0.json }),
            "strict_until": chain?.strictUntil?.json ?? .null,
        ]
        return members.adding(asked)
    }

    private static func state(_ state: LayerState?) -> JSONValue {
        .string((state ?? .unknown).rawValue)
    }

    static func ruling(_ ruling: ChainRuling?) -> JSONValue {
        let word =
            switch ruling {
            case nil: "not-judged"
            case .accepted: "accepted"
            case .rejected: "rejected"
            case .uncertain: "uncertain"
            }
        return [
            "ruling": .string(word), "defects": .array((ruling?.defects ?? []).map { $0.json }),
        ]
    }

    static func nameMatch(_ match: NameMatch?) -> JSONValue {
        guard let match else { return ["by": "not-judged"] }
        return switch match {
        case .requested(let entry): ["by": "requested", "entry": .string(entry)]
        case .target(let name, let entry):
            ["by": "target", "name": .string(name), "entry": .string(entry)]
        case .none: ["by": "none"]
        }
    }

    static func verdict(_ verdict: Verdict) -> JSONValue {
        [
            "mode": .string(verdict.mode.rawValue), "result": .string(verdict.result.rawValue),
            "scheme": .string(verdict.scheme.rawValue), "broken_share": share(verdict.brokenShare),
            "deciding": .array(verdict.deciding.map(outcome)),
            "strict_until": verdict.strictUntil?.json ?? .null,
        ]
    }

    private static func recommendation(
        _ recommendation: Recommendation, _ wording: Wording
    ) -> JSONValue {
        let blocked: JSONValue? = recommendation.blocked.map {
            ["mode": .string($0.mode.rawValue), "findings": .of($0.findings)]
        }
        return [
            "mode": .of(recommendation.mode?.rawValue), "blocked": blocked ?? .null,
            "remedies": .array(recommendation.remedies.map { $0.json(wording) }),
            "side_effects": .array(
                recommendation.sideEffects.map {
                    ["id": .string($0.rawValue), "text": .string(Wording.sentence($0).text)]
                }),
        ]
    }

    private static func portClosed(_ assessment: Assessment, _ wording: Wording) -> JSONValue {
        let answer = assessment.portClosed
        let reason =
            switch answer.reason {
            case .portsAnswer: "ports-answer"
            case .refused: "refused"
            case .bothRefused: "both-refused"
            case .notKnown: "not-known"
            }
        return [
            "modes": .of(answer.modes.map(\.rawValue)),
            "http_visitors_only": .of(answer.httpVisitorsOnly.map(\.rawValue)),
            "reason": .string(reason),
            "weaker_mode_that_helps": .of(answer.weakerModeThatHelps?.rawValue),
            "text": .string(wording.portClosed(assessment).text),
        ]
    }

    private static func sibling(_ sibling: SiblingReport) -> JSONValue {
        [
            "host": .string(sibling.host.ascii), "host_unicode": .string(sibling.host.unicode),
            "verdict": verdict(sibling.verdict), "modes": .array(sibling.modes.map(mode)),
        ]
    }

    private static func finding(_ finding: Finding, _ wording: Wording) -> JSONValue {
        let words = wording.words(finding)
        return [
            "id": .string(finding.id), "severity": .string(finding.severity.rawValue),
            "origins": .of(finding.addresses.map(\.description)),
            "title": .string(words.title.text), "saw": .string(words.saw.text),
            "means": .string(words.means.text),
            "fix": finding.remedies.first?.json(wording) ?? .null,
            "check": .string(wording.command(for: finding.addresses).text),
            "data": finding.kind.facts.json,
        ]
    }
}

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

    /// Returns the share rounded to four decimals, because it is not a measurement.
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

    /// Cuts a long text; the exchanges contain the full text.
    private static func cut(_ text: String) -> String {
        text.utf8.count > 512 ? String(text.prefix(512)) : text
    }
}
