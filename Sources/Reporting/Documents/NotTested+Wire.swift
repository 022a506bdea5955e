internal import OriginFacts

extension NotTested {
    /// The spelling of the reason.
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

    /// `{"outcome": "not-tested", "why": …}` with the reason's facts.
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

    init(_ node: JSONNode) throws(DocumentError) {
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
