internal import DataFormats
public import OriginFacts

/// The result of `cert fix` for certificate files, with the verdict on it.
public struct FixReport: Sendable {
    /// The source of a certificate in the chain.
    public enum Source: Hashable, Sendable {
        case file
        /// The list of roots.
        case store
        /// A URL in the certificate below.
        case url(String)
    }

    /// A certificate for the server to send.
    public struct Sent: Sendable {
        public var certificate: CertificateFacts
        public var source: Source

        package init(_ certificate: CertificateFacts, from source: Source) {
            self.certificate = certificate
            self.source = source
        }
    }

    /// The reason a certificate is left out.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// It is the root of the chain and in the list: clients that trust it already have it.
        case root
        /// It is the root of the chain, was given with the others, and is in no list.
        case foreignRoot = "foreign-root"
        case duplicate
        /// Another certificate with the same issuer and key is sent in its place.
        case replaced
        /// It is an older or shorter-lived certificate for the same server and key.
        case superseded
        case stranger
    }

    /// A certificate from the files that is left out of the chain.
    public struct Dropped: Hashable, Sendable {
        public var sha256: String
        public var subject: String
        public var reason: Reason

        /// Creates an entry from a certificate and the reason it is left out.
        package init(_ certificate: CertificateFacts, _ reason: Reason) {
            sha256 = certificate.sha256
            subject = certificate.subject
            self.reason = reason
        }
    }

    /// A URL from which an issuer was requested.
    public struct Fetch: Hashable, Sendable {
        public var url: String
        /// The reason the request failed, in words; nil if it returned an issuer.
        public var problem: String?

        package init(_ url: String, problem: String? = nil) {
            self.url = url
            self.problem = problem
        }
    }

    /// The output file, as named by the user; `-` means standard output.
    public var output: String
    /// The chain as written, leaf first.
    public var chain: [Sent]
    public var dropped: [Dropped] = []
    /// The certificate files that also contained a private key.
    public var keyFiles: [String] = []
    public var fetched: [Fetch] = []
    /// The verdict on the chain as written; names are not checked if `host` is nil.
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

    /// The exit status: 0 if Full (strict) accepts the chain, 1 if it rejects it, 3 if the ruling
    /// is uncertain.
    public var exitStatus: Int32 {
        switch verdict.strict {
        case .accepted: 0
        case .rejected: 1
        case .uncertain: 3
        }
    }

    /// Whether the leaf names its host only in the common name, which browsers do not read.
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
