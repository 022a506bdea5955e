internal import EdgePolicy
internal import OriginFacts

extension FileFindingKind {
    /// The facts that prove it, by name.
    var json: JSONValue {
        switch self {
        case .keyMismatch(let file, let key, let certificate):
            ["file": .string(file), "key": key.json, "certificate_key": certificate.json]
        case .keyExposed(let file): ["file": .string(file)]
        case .leafNotFirst(let first, let leaf):
            ["first": .string(first), "leaf": .string(leaf)]
        case .severalLeaves(let others): ["others": .of(others)]
        case .notPEM(let container): ["form": .string(container)]
        case .chainDefect(let defect): defect.json
        case .chainUncertain(let defect): defect.json.adding(["uncertain": true])
        case .chainRemark(let remark): remark.json
        case .notServed(let tally), .servedMixed(let tally), .servedChainDiffers(let tally),
            .servedNotSeen(let tally):
            tally.json
        case .servedNowhere(let name, _, let answer):
            ["name": .string(name), "answer": answer?.json ?? .null]
        }
    }
}

extension ServedTally {
    /// One address compared with the files.
    var json: JSONValue {
        [
            "host": .string(host.ascii), "address": .string(address.description),
            "port": .of(port), "state": .string(state.rawValue), "server": .of(server),
            "connections": .of(connections), "same": .of(same), "failed": .of(failed),
            "missing": .of(missing), "extra": .of(extra),
            "others": .array(others.map { $0.json }),
            "not_compared": refusal.map { .string(Wording.words($0).text) } ?? .null,
        ]
    }
}

extension ServedCertificate {
    fileprivate var json: JSONValue {
        [
            "count": .of(count), "relation": .string(relation.rawValue),
            "same_key": .bool(hasSameKey), "sha256": .string(leaf.sha256),
            "subject": .string(leaf.subject), "serial": .string(leaf.serial),
            "not_before": leaf.notBefore.json, "not_after": leaf.notAfter.json,
        ]
    }
}
