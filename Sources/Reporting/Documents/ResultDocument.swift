package import DataFormats
public import OriginFacts

/// The one saved format, `fullstrict.result/1` (docs/result.schema.json): everything seen and
/// everything judged, as JSON. Fields are only ever added; readers ignore those they do not know.
package enum ResultDocument {
    package static let schema = "fullstrict.result/1"
    /// A larger document is not read.
    package static let maximumBytes = 32 << 20

    /// What goes into a document, and how it is laid out.
    package struct Options: Sendable {
        /// With the certificates' DER, which judging again needs.
        package var includeDER: Bool
        package var layout: JSONWriter.Layout
        /// Pseudonyms in place of origin addresses; the DER, which may hold them, is left out.
        package var redaction: Redaction?

        /// One line without DER, unless said otherwise.
        package init(
            includeDER: Bool = false, layout: JSONWriter.Layout = .line,
            redaction: Redaction? = nil
        ) {
            self.includeDER = includeDER
            self.layout = layout
            self.redaction = redaction
        }
    }

    /// The document of a report, as UTF-8.
    package static func bytes(_ report: CheckReport, _ options: Options = Options()) -> [UInt8] {
        JSONWriter.bytes(value(report, options), layout: options.layout)
    }

    /// The document of a report, as text.
    package static func text(_ report: CheckReport, _ options: Options = Options()) -> String {
        String(decoding: bytes(report, options), as: UTF8.self)
    }

    /// The observation inside a document. With the DER it is the one that was written, whole;
    /// without, its certificates have no bytes.
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

    /// The key of a document, and nothing else of it: what `--resume` needs. It is the first member
    /// of every document of ours, so the rest is not read, nor checked; nil when another comes
    /// first.
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

    /// The key of a redacted document hashes pseudonyms, so that addresses cannot be guessed from
    /// it.
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

/// What made a report: program, rules, TLS library, trust list.
public struct ToolFacts: Hashable, Sendable {
    /// Version of fullstrict.
    public var version: String
    /// The rules' date: `2026.11`.
    public var ruleset: String
    /// OpenSSL's own version text.
    public var openSSL: String
    public var trust: TrustFacts

    package init(version: String, ruleset: String, openSSL: String, trust: TrustFacts) {
        self.version = version
        self.ruleset = ruleset
        self.openSSL = openSSL
        self.trust = trust
    }
}

/// Which list of roots a verdict rests on.
public struct TrustFacts: Hashable, Sendable {
    /// As on the command line: `cloudflare`, `system`, `only`.
    public var name: String
    /// For people: "Cloudflare's list of public roots".
    public var label: String
    /// The list's own date; nil when it has none.
    public var date: CivilDate?
    /// Lower-case hex of the SHA-256 over the list.
    public var sha256: String
    /// Number of roots.
    public var count: Int
    /// What a reader should know: "no fetched bundle: the system's roots stand in".
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
