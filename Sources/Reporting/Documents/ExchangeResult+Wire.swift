internal import DataFormats
internal import OriginFacts

extension ExchangeResult {
    var json: JSONValue {
        switch self {
        case .answered(let answer): answer.json
        case .failed(let failure): failure.json
        case .notTested(let why): why.json
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        switch try node.member("outcome").string() {
        case "answered": self = .answered(try HTTPAnswer(node))
        case "not-tested": self = .notTested(try NotTested(node))
        default: self = .failed(try ExchangeFailure(node))
        }
    }
}

extension HTTPAnswer {
    fileprivate var json: JSONValue {
        [
            "outcome": "answered", "status": .of(status),
            "http_version": .string(httpVersion.rawValue), "location": .of(location),
            "several_locations": .bool(hasSeveralLocations), "refresh": .of(refresh),
            "server": .of(server), "title": .of(title), "cf_ray": .of(cfRay),
            "content_type": .of(contentType), "hsts": .of(strictTransportSecurity),
            "header_bytes": .of(headerBytes), "body": body.json,
            "interim": .array(interim.map { .of($0) }), "ms": .of(milliseconds),
        ]
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        self.init(
            status: try node.member("status").integer(),
            httpVersion: try node.member("http_version").value(),
            location: try node.optional("location")?.string())
        hasSeveralLocations = try node.optional("several_locations")?.bool() ?? false
        refresh = try node.optional("refresh")?.string()
        server = try node.optional("server")?.string()
        title = try node.optional("title")?.string()
        cfRay = try node.optional("cf_ray")?.string()
        contentType = try node.optional("content_type")?.string()
        strictTransportSecurity = try node.optional("hsts")?.string()
        headerBytes = try node.member("header_bytes").integer()
        body = try BodyFacts(node.member("body"))
        for status in try node.member("interim").items() { interim.append(try status.integer()) }
        milliseconds = try node.member("ms").integer()
    }
}

extension BodyFacts {
    fileprivate var json: JSONValue {
        ["bytes": .of(bytesRead), "sha256": .of(sha256), "end": .string(end.id)]
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let end = try node.member("end")
        let text = try end.string()
        guard let known = End.allCases.first(where: { $0.id == text }) else {
            throw end.unknown(text)
        }
        self.init(
            bytesRead: try node.member("bytes").integer(),
            sha256: try node.optional("sha256")?.string(), end: known)
    }
}

extension BodyFacts.End {
    fileprivate var id: String {
        switch self {
        case .complete: "complete"
        case .cut: "cut"
        case .broken: "broken"
        case .timedOut: "timeout"
        }
    }
}

extension ExchangeFailure {
    /// The wire name of the failure.
    var id: String {
        switch self {
        case .empty: "empty"
        case .malformed: "malformed"
        case .headerTooLarge: "header-too-large"
        case .reset: "reset"
        case .timedOut: "timeout"
        case .closedInHeader: "closed-in-header"
        case .http2: "http2-error"
        case .alert: "alert-received"
        }
    }

    var json: JSONValue {
        let outcome: JSONValue = ["outcome": .string(id)]
        switch self {
        case .empty: return outcome
        case .malformed(let firstBytes, let reason):
            return outcome.adding([
                "first_bytes": .string(Base64.text(firstBytes)), "reason": .string(reason),
            ])
        case .headerTooLarge(let bytes): return outcome.adding(["header_bytes": .of(bytes)])
        case .reset(let received), .closedInHeader(let received):
            return outcome.adding(["received": .of(received)])
        case .timedOut(let milliseconds, let received):
            return outcome.adding(["after_ms": .of(milliseconds), "received": .of(received)])
        case .http2(let reason): return outcome.adding(["reason": .string(reason)])
        case .alert(let alert): return outcome.adding(["alert": alert.json])
        }
    }

    init(_ node: JSONNode) throws(JSONError) {
        let outcome = try node.member("outcome")
        let text = try outcome.string()
        switch text {
        case "empty": self = .empty
        case "malformed":
            self = .malformed(
                firstBytes: try node.member("first_bytes").base64(),
                reason: try node.member("reason").string())
        case "header-too-large":
            self = .headerTooLarge(bytes: try node.member("header_bytes").integer())
        case "reset": self = .reset(bytesReceived: try node.member("received").integer())
        case "timeout":
            self = .timedOut(
                afterMilliseconds: try node.member("after_ms").integer(),
                bytesReceived: try node.member("received").integer())
        case "closed-in-header":
            self = .closedInHeader(bytesReceived: try node.member("received").integer())
        case "http2-error": self = .http2(reason: try node.member("reason").string())
        case "alert-received": self = .alert(try TLSAlert(node.member("alert")))
        default: throw outcome.unknown(text)
        }
    }
}
