internal import DataFormats
internal import EdgePolicy
internal import OriginFacts

extension CertificateReport {
    /// Returns the document `fullstrict.certificate/1` (docs/output.md).
    public func document(redaction: Redaction? = nil) -> String {
        let wording = FileWording(self)
        let head: JSONValue = [
            "schema": "fullstrict.certificate/1", "files": .of(facts.files),
            "judged_at": time.json, "trust": JudgementDocument.trust(trust),
            "mode": .string(assessment.mode.rawValue),
            "verdict": [
                "result": .string(assessment.overall.rawValue),
                "summary": .string(wording.headline(assessment).text),
                "strict_until": assessment.strictUntil?.json ?? .null,
            ],
        ]
        let middle: JSONValue = [
            "modes": .array(
                EncryptionMode.allCases.map {
                    [
                        "mode": .string($0.rawValue),
                        "outcome": .string(assessment.worstOutcome($0).wire),
                    ]
                }),
            "hosts": .array(assessment.hosts.map { $0.json }), "key": key, "names": names,
            "findings": .array(assessment.findings.map { $0.json(wording) }),
            "served": .array(assessment.served.map { $0.facts.json }),
        ]
        let tail: JSONValue = ["exit_status": .of(exitStatus)]
        let whole = head.adding(middle).adding(chainView.json).adding(tail)
        return JSONWriter.text(redaction?.apply(whole) ?? whole, layout: .pretty)
    }

    private var names: JSONValue {
        let coverage = NameCoverage(of: facts.leaf)
        return [
            "covered": .of(coverage.covered), "not_covered": .of(coverage.notCovered),
        ]
    }

    private var key: JSONValue {
        guard let key = facts.key else { return .null }
        return switch key.state {
        case .belongs(let kind):
            ["file": .string(key.file), "matches": true, "key": kind.json]
        case .differs(let kind):
            ["file": .string(key.file), "matches": false, "key": kind.json]
        case .locked: ["file": .string(key.file), "matches": .null, "key": .null]
        }
    }
}

extension HostOutcome {
    fileprivate var json: JSONValue {
        let revocation: JSONValue =
            verdict.revocation.isEmpty
            ? [:] : ["revocation": .array(verdict.revocation.map(\.json))]
        return members.adding(revocation)
    }

    private var members: JSONValue {
        [
            "host": .of(host?.ascii),
            "modes": .array(
                zip(EncryptionMode.allCases, modes).map {
                    ["mode": .string($0.rawValue), "outcome": .string($1.wire)]
                }),
            "strict": JudgementDocument.ruling(verdict.strict),
            "browser": JudgementDocument.ruling(verdict.browser),
            "anchor": .string(verdict.anchor.rawValue), "path": .of(verdict.path),
            "name_match": JudgementDocument.nameMatch(host == nil ? nil : verdict.nameMatch),
            "remarks": .array(verdict.findings.map { $0.json }),
            "strict_until": verdict.strictUntil?.json ?? .null,
        ]
    }
}

extension FileFinding {
    /// Returns the members of a finding in `fullstrict.result/1`, plus the hosts it concerns.
    fileprivate func json(_ wording: FileWording) -> JSONValue {
        let words = wording.words(kind)
        let fix: JSONValue? = remedies.first.map { remedy in
            let head: JSONValue = ["id": .string(remedy.id)]
            return head.adding(wording.advice(remedy).json)
        }
        return [
            "id": .string(id), "severity": .string(severity.rawValue),
            "hosts": .of(hosts.map(\.ascii)),
            "origins": .of([address].compactMap { $0?.description }),
            "title": .string(words.title.text), "saw": .string(words.saw.text),
            "means": .string(words.means.text), "fix": fix ?? .null,
            "check": .string(wording.again(after: self).text), "data": kind.facts.json,
        ]
    }
}

extension FileOutcome {
    /// The wire name; edge errors have the same name as in `fullstrict.result/1`.
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

/// The distinct certificates of a document, by fingerprint.
struct DocumentCertificates {
    /// All certificates, in order of first appearance.
    private(set) var all: [CertificateFacts] = []
    private var bySHA256: [String: CertificateFacts] = [:]

    /// Collects every certificate in an observation.
    init(_ observation: OriginObservation) {
        for seen in observation.addresses {
            add(seen.chain)
            add(seen.diagnosis.withoutServerName?.chain ?? [])
            add(seen.diagnosis.everythingOffered?.chain ?? [])
        }
        if let live = observation.live {
            VisitorScheme.allCases.forEach { add(live[$0].handshake.chain) }
        }
    }

    /// Reads the `certificates` member of a document.
    init(_ node: JSONNode) throws(JSONError) {
        for (name, member) in try node.members() {
            add([try CertificateFacts(sha256: name, member)])
        }
    }

    func json(includeDER: Bool) -> JSONValue {
        .object(JSONMembers(pairs: all.map { (.text($0.sha256), $0.json(includeDER: includeDER)) }))
    }

    /// Returns the chain for a list of fingerprints.
    func chain(_ node: JSONNode) throws(JSONError) -> [CertificateFacts] {
        var chain: [CertificateFacts] = []
        for item in try node.items() {
            let sha256 = try item.string()
            guard let certificate = bySHA256[sha256] else {
                throw item.wrongType("a fingerprint listed in certificates")
            }
            chain.append(certificate)
        }
        return chain
    }

    private mutating func add(_ chain: [CertificateFacts]) {
        for certificate in chain where bySHA256[certificate.sha256] == nil {
            bySHA256[certificate.sha256] = certificate
            all.append(certificate)
        }
    }
}

extension HandshakeFact {
    /// The certificates received in the handshake, whether it was completed or not.
    var chain: [CertificateFacts] {
        switch self {
        case .completed(let session): session.chain
        case .failed(_, let seen): seen.chain
        case .notTested: []
        }
    }
}
