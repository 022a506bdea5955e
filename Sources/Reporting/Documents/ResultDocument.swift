package import DataFormats
public import OriginFacts

/// The only saved format, `fullstrict.result/1` (docs/result.schema.json): all facts and all
/// judgements, as JSON. New versions only add fields, and readers ignore unknown fields.
package enum ResultDocument {
    package static let schema = "fullstrict.result/1"
    /// The size limit; larger documents are not read.
    package static let maximumBytes = 32 << 20

    /// The content and layout of a document.
    package struct Options: Sendable {
        /// Whether to include the certificates' DER, which is needed to judge the result again.
        package var includeDER: Bool
        package var layout: JSONWriter.Layout
        /// The pseudonyms that replace origin addresses. The DER, which may contain addresses, is
        /// then left out.
        package var redaction: Redaction?

        /// Creates the options; by default, a document is one line without DER.
        package init(
            includeDER: Bool = false, layout: JSONWriter.Layout = .line,
            redaction: Redaction? = nil
        ) {
            self.includeDER = includeDER
            self.layout = layout
            self.redaction = redaction
        }
    }

    /// Returns the document of a report as UTF-8.
    package static func bytes(_ report: CheckReport, _ options: Options = Options()) -> [UInt8] {
        JSONWriter.bytes(value(report, options), layout: options.layout)
    }

    /// Returns the document of a report as text.
    package static func text(_ report: CheckReport, _ options: Options = Options()) -> String {
        String(decoding: bytes(report, options), as: UTF8.self)
    }

    /// Returns the observation in a document. It equals the original observation if the document
    /// contains the DER; otherwise its certificates have no bytes.
    package static func decode(_ bytes: [UInt8]) throws(DocumentError) -> OriginObservation {
        let node = JSONNode(try object(bytes))
        let isRedacted = try DocumentError.wrapping { () throws(JSONError) in
            try node.optional("redacted")?.bool()
        }
        if isRedacted == true { throw .redacted }
        return try DocumentError.wrapping { () throws(JSONError) in
            try ObservationDocument.observation(node)
        }
    }

    /// Returns only the key of a document, which `--resume` needs; nil if the first member is not
    /// the key. The key is the first member of every document that this program writes, so the rest
    /// is neither read nor checked.
    package static func key(_ bytes: [UInt8]) throws(DocumentError) -> String? {
        try DocumentError.wrapping { () throws(JSONError) in
            try JSONReader.firstMember(of: bytes, named: "key")
        }
    }

    private static func object(_ bytes: [UInt8]) throws(DocumentError) -> JSONValue {
        guard bytes.count <= maximumBytes else { throw .tooLarge(bytes: bytes.count) }
        let (value, found) = try DocumentError.wrapping { () throws(JSONError) in
            let value = try JSONReader.value(of: bytes)
            return (value, try JSONNode(value).member("schema").string())
        }
        guard found == schema else { throw .wrongSchema(found: found) }
        return value
    }

    private static func value(_ report: CheckReport, _ options: Options) -> JSONValue {
        let includeDER = options.includeDER && options.redaction == nil
        let head: JSONValue = [
            "key": .string(key(of: report, options.redaction).hex),
            "schema": .string(schema), "tool": JudgementDocument.tool(report.tool),
        ]
        let whole = head.adding(facts(report, includeDER: includeDER))
            .adding(JudgementDocument.members(report))
        guard let redaction = options.redaction else { return whole }
        return redaction.apply(whole.adding(["redacted": true]))
    }

    /// Returns the key of a report. In a redacted document it is the hash of pseudonyms, so that
    /// addresses cannot be guessed from it.
    private static func key(of report: CheckReport, _ redaction: Redaction?) -> TargetKey {
        guard let redaction else { return report.key ?? TargetKey(report.target) }
        return TargetKey(hashing: redaction.apply(TargetKey.identity(of: report.target)).utf8)
    }

    private static func facts(_ report: CheckReport, includeDER: Bool) -> JSONValue {
        let seen = report.observation
        let times: JSONValue = [
            "started": seen.startedAt.json, "duration_ms": .of(seen.milliseconds),
        ]
        let named = report.input.map { times.adding(["input": $0]) } ?? times
        return named.adding([
            "target": seen.target.json, "vantage": ObservationDocument.vantage(seen.vantage),
            "prober": ObservationDocument.prober(seen.prober), "dns": seen.dns?.json ?? .null,
            "exchanges": ObservationDocument.exchanges(seen),
            "origins": JudgementDocument.origins(report),
            "certificates": DocumentCertificates(seen).json(includeDER: includeDER),
            "live": seen.live?.json ?? .null,
        ])
    }
}

/// The tool that made a report: program, rules, TLS library, trust list.
public struct ToolFacts: Hashable, Sendable {
    /// The version of fullstrict.
    public var version: String
    /// The date of the rules: `2026.11`.
    public var ruleset: String
    /// OpenSSL's own version string.
    public var openSSL: String
    public var trust: TrustFacts

    package init(version: String, ruleset: String, openSSL: String, trust: TrustFacts) {
        self.version = version
        self.ruleset = ruleset
        self.openSSL = openSSL
        self.trust = trust
    }
}

/// The list of roots on which a verdict is based.
public struct TrustFacts: Hashable, Sendable {
    /// The name used on the command line: `cloudflare`, `system`, `only`.
    public var name: String
    /// The label for people: "Cloudflare's list of public roots".
    public var label: String
    /// The date of the list; nil if it has none.
    public var date: CivilDate?
    /// The SHA-256 of the list in lower-case hex.
    public var sha256: String
    /// The number of roots.
    public var count: Int
    /// A remark for the reader: "no fetched bundle: the system's roots stand in".
    public var note: String?

    package init(
        name: String, label: String, date: CivilDate?, sha256: String, count: Int,
        note: String? = nil
    ) {
        self.name = name
        self.label = label
        self.date = date
        self.sha256 = sha256
        self.count = count
        self.note = note
    }
}
