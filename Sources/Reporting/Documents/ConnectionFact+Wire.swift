internal import DataFormats
internal import OriginFacts

extension ConnectionFact {
    var json: JSONValue {
        switch self {
        case .open(let milliseconds): ["outcome": "open", "ms": .of(milliseconds)]
        case .failed(.timedOut(let milliseconds)):
            ["outcome": "timeout", "after_ms": .of(milliseconds)]
        case .failed(let failure): ["outcome": .string(failure.id)]
        case .notTested(let why): why.json
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "open": self = .open(milliseconds: try node.member("ms").integer())
        case "not-tested": self = .notTested(try NotTested(node))
        case "timeout":
            self = .failed(.timedOut(afterMilliseconds: try node.member("after_ms").integer()))
        case "refused": self = .failed(.refused)
        case "prohibited": self = .failed(.prohibited)
        case "network-unreachable": self = .failed(.networkUnreachable)
        case "host-unreachable": self = .failed(.hostUnreachable)
        case "reset": self = .failed(.reset)
        default: throw outcome.unknown(text)
        }
    }
}

extension ConnectionFailure {
    /// The wire name of the failure.
    var id: String {
        switch self {
        case .refused: "refused"
        case .prohibited: "prohibited"
        case .timedOut: "timeout"
        case .networkUnreachable: "network-unreachable"
        case .hostUnreachable: "host-unreachable"
        case .reset: "reset"
        }
    }
}

extension DiagnosticHandshakes {
    /// The members for the diagnosis. `triple_des` is left out if it was not tried.
    var json: JSONValue {
        let rest: JSONValue = [
            "without_sni": withoutServerName?.json ?? .null,
            "everything_offered": everythingOffered?.json ?? .null,
            "over_http1": overHTTP1?.json ?? .null,
        ]
        return tripleDES.map { rest.adding(["triple_des": $0.json]) } ?? rest
    }

    /// Reads the diagnosis; results from older versions have none.
    init(_ node: JSONNode?, _ store: DocumentCertificates) throws(JSONError) {
        self.init()
        if let tls = node?.optional("without_sni") {
            withoutServerName = try HandshakeFact(tls, store)
        }
        if let tls = node?.optional("everything_offered") {
            everythingOffered = try HandshakeFact(tls, store)
        }
        if let answer = node?.optional("over_http1") {
            overHTTP1 = try HTTP1Trial(answer)
        }
        if let answer = node?.optional("triple_des") { tripleDES = try TripleDESAnswer(answer) }
    }
}

extension TripleDESAnswer {
    fileprivate var json: JSONValue {
        switch self {
        case .chosen(let version): ["outcome": "chosen", "version": .string(version.name)]
        case .notChosen: ["outcome": "not-chosen"]
        }
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "chosen": self = .chosen(try TLSVersion(node.member("version")))
        case "not-chosen": self = .notChosen
        default: throw outcome.unknown(text)
        }
    }
}

extension HTTP1Trial {
    var json: JSONValue {
        switch self {
        case .answered(let status): ["outcome": "answered", "status": .of(status)]
        case .failed: ["outcome": "failed"]
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "answered": self = .answered(status: try node.member("status").integer())
        case "failed": self = .failed
        default: throw outcome.unknown(text)
        }
    }
}

extension NotTested {
    /// The wire name of the reason.
    var id: String {
        switch self {
        case .noRouteFromHere: "no-route"
        case .guardedAddress: "guarded-address"
        case .edgeAddress: "edge-address"
        case .excludedByOption: "excluded-by-option"
        case .overLimit: "over-limit"
        case .outOfTime: "out-of-time"
        case .banned: "banned"
        case .notReached: "not-reached"
        case .localResource: "local-resource"
        }
    }

    /// The document member `{"outcome": "not-tested", "why": …}` with the facts of the reason.
    var json: JSONValue {
        let why: JSONValue = ["outcome": "not-tested", "why": .string(id)]
        switch self {
        case .noRouteFromHere(let family): return why.adding(["family": .string(family.rawValue)])
        case .guardedAddress(let scope): return why.adding(["scope": .string(scope.rawValue)])
        case .localResource(let errno): return why.adding(["errno": .of(errno)])
        case .edgeAddress, .excludedByOption, .overLimit, .outOfTime, .banned, .notReached:
            return why
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let why = try node.member("why")
        let text = try why.string()
        switch text {
        case "no-route": self = .noRouteFromHere(try node.member("family").value())
        case "guarded-address": self = .guardedAddress(try node.member("scope").value())
        case "edge-address": self = .edgeAddress
        case "excluded-by-option": self = .excludedByOption
        case "over-limit": self = .overLimit
        case "out-of-time": self = .outOfTime
        case "banned": self = .banned
        case "not-reached": self = .notReached
        case "local-resource": self = .localResource(errno: try node.member("errno").integer())
        default: throw why.unknown(text)
        }
    }
}
