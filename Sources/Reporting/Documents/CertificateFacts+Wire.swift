internal import DataFormats
internal import OriginFacts

extension CertificateFacts {
    /// Returns all members except the fingerprint, which is the key under which the certificate is
    /// stored.
    func json(includeDER: Bool) -> JSONValue {
        let facts: JSONValue = [
            "subject": .string(subject), "issuer": .string(issuer),
            "common_names": .of(commonNames), "organizations": .of(organizations),
            "names": subjectAltNames.json, "not_before": notBefore.json, "not_after": notAfter.json,
            "serial": .string(serial), "key": key.json, "signature": .string(signatureAlgorithm),
            "version": .of(version), "basic_constraints": basicConstraints.json,
            "extended_key_usage": extendedKeyUsage.map { .of($0) } ?? .null,
            "issuer_urls": .of(issuerURLs), "ocsp_urls": .of(ocspURLs), "crl_urls": .of(crlURLs),
            "subject_key_id": .of(subjectKeyIdentifier),
            "authority_key_id": .of(authorityKeyIdentifier),
        ]
        return includeDER ? facts.adding(["der": .string(Base64.text(der))]) : facts
    }

    init(sha256: String, _ node: JSONNode) throws(JSONError) {
        self.init(
            sha256: sha256, der: try node.optional("der")?.base64() ?? [],
            subject: try node.member("subject").string(),
            issuer: try node.member("issuer").string(),
            notBefore: try UnixTime(node.member("not_before")),
            notAfter: try UnixTime(node.member("not_after")), key: try KeyFacts(node.member("key")),
            signatureAlgorithm: try node.member("signature").string())
        try readRest(node)
    }

    private mutating func readRest(_ node: JSONNode) throws(JSONError) {
        commonNames = try node.member("common_names").strings()
        organizations = try node.member("organizations").strings()
        subjectAltNames = try SubjectAltNames(node.member("names"))
        serial = try node.member("serial").string()
        version = try node.member("version").integer()
        basicConstraints = try BasicConstraints(node.member("basic_constraints"))
        extendedKeyUsage = try node.optional("extended_key_usage")?.strings()
        issuerURLs = try node.member("issuer_urls").strings()
        ocspURLs = try node.member("ocsp_urls").strings()
        crlURLs = try node.member("crl_urls").strings()
        subjectKeyIdentifier = try node.optional("subject_key_id")?.string()
        authorityKeyIdentifier = try node.optional("authority_key_id")?.string()
    }
}

extension SubjectAltNames {
    fileprivate var json: JSONValue {
        switch self {
        case .absent: ["san": "absent"]
        case .present(let dns, let addresses, let other):
            [
                "san": "present", "dns": .of(dns),
                "addresses": .of(addresses.map(\.description)), "other": .of(other),
            ]
        }
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let presence = try node.member("san")
        let text = try presence.string()
        switch text {
        case "absent": self = .absent
        case "present":
            self = .present(
                dns: try node.member("dns").strings(),
                addresses: try node.member("addresses").addresses(),
                other: try node.member("other").integer())
        default: throw presence.unknown(text)
        }
    }
}

extension BasicConstraints {
    fileprivate var json: JSONValue {
        switch self {
        case .absent: ["kind": "absent"]
        case .endEntity: ["kind": "end-entity"]
        case .authority(let pathLength):
            ["kind": "authority", "path_length": pathLength.map { .of($0) } ?? .null]
        }
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let kind = try node.member("kind")
        let text = try kind.string()
        switch text {
        case "absent": self = .absent
        case "end-entity": self = .endEntity
        case "authority":
            self = .authority(pathLength: try node.optional("path_length")?.integer())
        default: throw kind.unknown(text)
        }
    }
}

extension KeyFacts {
    var json: JSONValue {
        switch self {
        case .rsa(let bits): ["type": "rsa", "bits": .of(bits)]
        case .rsaPSS(let bits): ["type": "rsa-pss", "bits": .of(bits)]
        case .ec(let curve): ["type": "ec", "curve": .string(curve)]
        case .ed25519: ["type": "ed25519"]
        case .ed448: ["type": "ed448"]
        case .other(let algorithm): ["type": "other", "algorithm": .string(algorithm)]
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let type = try node.member("type")
        let text = try type.string()
        switch text {
        case "rsa": self = .rsa(bits: try node.member("bits").integer())
        case "rsa-pss": self = .rsaPSS(bits: try node.member("bits").integer())
        case "ec": self = .ec(curve: try node.member("curve").string())
        case "ed25519": self = .ed25519
        case "ed448": self = .ed448
        case "other": self = .other(algorithm: try node.member("algorithm").string())
        default: throw type.unknown(text)
        }
    }
}

extension UnixTime {
    /// The time as RFC 3339 in UTC, or as a number of seconds outside the years 0 to 9999, which
    /// RFC 3339 cannot express.
    var json: JSONValue {
        (0...9_999).contains(date.year) ? .string(rfc3339) : .integer(seconds)
    }

    init(_ node: JSONNode) throws(JSONError) {
        if case .integer(let seconds) = node.value {
            self.init(seconds: seconds)
            return
        }
        // A fraction of a second is dropped.
        if case .number(let seconds) = node.value, seconds.magnitude < 1e15 {
            let whole = Int64(seconds)
            self.init(seconds: Double(whole) > seconds ? whole - 1 : whole)
            return
        }
        guard case .string(let text) = node.value, let time = UnixTime(parsing: text) else {
            throw node.wrongType("a time: epoch seconds, or RFC 3339")
        }
        self = time
    }
}
