internal import EdgePolicy
internal import OriginFacts

extension CertificateReport {
    /// The document `fullstrict.certificate/1` (docs/output.md).
    public var document: String {
        let head: JSONValue = [
            "schema": "fullstrict.certificate/1", "file": .string(title),
            "judged_at": time.json, "host": .of(host), "trust": .string(trust.label),
            "mode": .string(mode.rawValue),
            "modes": .array(
                EncryptionMode.allCases.map {
                    ["mode": .string($0.rawValue), "outcome": .string(forecast($0).wire)]
                }),
            "strict": ["ruling": .string(verdict.strict.name), "defects": verdict.strict.json],
            "browser": ["ruling": .string(verdict.browser.name), "defects": verdict.browser.json],
            "strict_until": verdict.strictUntil?.json ?? .null,
            "anchor": .string(verdict.anchor.rawValue), "key": key.json, "names": names,
            "findings": .array(remarks.map(CertificateReport.json)),
        ]
        let tail: JSONValue = ["exit_status": .integer(Int64(exitStatus))]
        return JSONWriter.text(head.adding(ladder.json).adding(tail), layout: .pretty)
    }

    private var names: JSONValue {
        guard let leaf = ladder.rungs.first?.certificate else { return .null }
        let coverage = NameCoverage(of: leaf)
        return ["covered": .of(coverage.covered), "not_covered": .of(coverage.notCovered)]
    }

    private static func json(_ remark: CertificateRemark) -> JSONValue {
        [
            "id": .string(remark.id), "severity": .string(remark.severity.rawValue),
            "title": .string(remark.title.text), "saw": .string(remark.saw.text),
        ]
    }
}

extension FileForecast {
    fileprivate var wire: String {
        switch self {
        case .notUsed: "not-used"
        case .works: "works"
        case .refused: "526"
        case .serverFails: "521"
        case .unknown: "unknown"
        }
    }
}
