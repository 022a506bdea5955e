internal import DataFormats
public import OriginFacts

/// What `cert fix` made of certificate files, and what it is worth.
public struct FixReport: Sendable {
    /// Where a certificate of the chain came from.
    public enum Source: Hashable, Sendable {
        case file
        /// The list of roots.
        case store
        /// A URL that the certificate below it names.
        case url(String)
    }

    /// One certificate that is sent.
    public struct Sent: Sendable {
        public var certificate: CertificateFacts
        public var source: Source

        package init(_ certificate: CertificateFacts, from source: Source) {
            self.certificate = certificate
            self.source = source
        }
    }

    /// Why a certificate is not sent.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The root of the chain, in the list: whoever trusts it has it.
        case root
        /// The root of the chain, given with the others and in no list.
        case foreignRoot = "foreign-root"
        case duplicate
        /// Another certificate of the same issuer and key is sent in its place.
        case replaced
        /// An older or shorter certificate of the same server and key.
        case superseded
        case stranger
    }

    /// One certificate of the files that is not sent.
    public struct Dropped: Hashable, Sendable {
        public var sha256: String
        public var subject: String
        public var reason: Reason

        /// A certificate and why it is left out.
        package init(_ certificate: CertificateFacts, _ reason: Reason) {
            sha256 = certificate.sha256
            subject = certificate.subject
            self.reason = reason
        }
    }

    /// One URL that was asked for an issuer.
    public struct Fetch: Hashable, Sendable {
        public var url: String
        /// What came of it, in words; nil when it gave an issuer.
        public var problem: String?

        package init(_ url: String, problem: String? = nil) {
            self.url = url
            self.problem = problem
        }
    }

    /// The file, as named by the user; `-` is standard output.
    public var output: String
    /// Leaf first.
    public var chain: [Sent]
    public var dropped: [Dropped] = []
    /// Files beside whose certificates a private key stood.
    public var keyFiles: [String] = []
    public var fetched: [Fetch] = []
    /// Of the chain as written; without names when `host` is nil.
    public var verdict: ChainVerdict
    public var host: String?
    public var time: UnixTime
    public var trust: TrustFacts

    package init(
        _ output: String, chain: [Sent], verdict: ChainVerdict, at time: UnixTime,
        trust: TrustFacts
    ) {
        self.output = output
        self.chain = chain
        self.verdict = verdict
        self.time = time
        self.trust = trust
    }

    /// 0 strict accepts the chain, 1 it refuses it all the same, 3 that cannot be told.
    public var exitStatus: Int32 {
        switch verdict.strict {
        case .accepted: 0
        case .rejected: 1
        case .uncertain: 3
        }
    }

    /// Whether the leaf names its host in the common name only, which browsers do not read.
    var lacksAlternativeNames: Bool {
        chain.first.map { $0.certificate.subjectAltNames == .absent } ?? false
    }

    /// The document `fullstrict.fix/1` (docs/fix.schema.json).
    public var document: String {
        let value: JSONValue = [
            "schema": "fullstrict.fix/1", "output": .string(output), "written": true,
            "judged_at": time.json, "trust": .string(trust.label), "host": .of(host),
            "chain": .array(chain.map(\.json)), "dropped": .array(dropped.map(\.json)),
            "keys_left_out": .of(keyFiles), "fetched": .array(fetched.map(\.json)),
            "strict": ["ruling": .string(verdict.strict.name), "defects": verdict.strict.json],
            "strict_until": verdict.strictUntil?.json ?? .null,
            "exit_status": .integer(Int64(exitStatus)),
        ]
        return JSONWriter.text(value, layout: .pretty)
    }
}

extension FixReport.Sent {
    fileprivate var json: JSONValue {
        var source: JSONValue
        switch self.source {
        case .file: source = ["from": "file", "url": .null]
        case .store: source = ["from": "store", "url": .null]
        case .url(let url): source = ["from": "url", "url": .string(url)]
        }
        source = source.adding([
            "not_before": certificate.notBefore.json, "not_after": certificate.notAfter.json,
        ])
        let head: JSONValue = [
            "sha256": .string(certificate.sha256), "subject": .string(certificate.subject),
            "issuer": .string(certificate.issuer),
        ]
        return head.adding(source)
    }
}

extension FixReport.Dropped {
    fileprivate var json: JSONValue {
        [
            "sha256": .string(sha256), "subject": .string(subject),
            "why": .string(reason.rawValue),
        ]
    }
}

extension FixReport.Fetch {
    fileprivate var json: JSONValue {
        ["url": .string(url), "problem": .of(problem)]
    }
}
