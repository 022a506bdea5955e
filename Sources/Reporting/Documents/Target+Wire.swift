internal import DataFormats
internal import OriginFacts

extension Target {
    var json: JSONValue {
        let named: JSONValue = [
            "input": .string(input), "host": .string(host.ascii),
            "host_unicode": .string(host.unicode), "host_type": .string(host.type),
            "port": .of(originPorts.https), "http_port": .of(originPorts.http),
            "visitor_port": .of(visitorPorts.https), "visitor_http_port": .of(visitorPorts.http),
            "sni": .of(serverName), "sent_sni": .of(sentServerName), "also_names": .of(alsoNames),
            "path": .string(path),
        ]
        return named.adding(addressing.json)
    }

    init(_ node: JSONNode) throws(JSONError) {
        self.init(
            input: try node.member("input").string(), host: try HostName(node),
            addressing: try Addressing(node))
        originPorts = PortPair(
            http: try node.member("http_port").integer(), https: try node.member("port").integer())
        visitorPorts = PortPair(
            http: try node.member("visitor_http_port").integer(),
            https: try node.member("visitor_port").integer())
        serverName = try node.optional("sni")?.string()
        alsoNames = try node.member("also_names").strings()
        path = try node.member("path").string()
    }
}

extension HostName {
    fileprivate var type: String {
        switch self {
        case .name: "name"
        case .address: "address"
        }
    }

    /// The form that is shown to people.
    var unicode: String {
        switch self {
        case .name(_, let unicode): unicode
        case .address(let address): address.description
        }
    }

    /// Reads the fields `host`, `host_unicode` and `host_type` of the node.
    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let type = try node.member("host_type")
        let text = try type.string()
        switch text {
        case "name":
            self = .name(
                ascii: try node.member("host").string(),
                unicode: try node.member("host_unicode").string())
        case "address": self = .address(try node.member("host").address())
        default: throw type.unknown(text)
        }
    }
}

extension Addressing {
    /// The members for the addressing: `address_source` and its details.
    fileprivate var json: JSONValue {
        switch self {
        case .dns: ["address_source": "dns"]
        case .given(let addresses):
            ["address_source": "given", "given": .of(addresses.map(\.description))]
        case .connectTo(let host):
            [
                "address_source": "connect-to",
                "connect_to": [
                    "host": .string(host.ascii), "host_unicode": .string(host.unicode),
                    "host_type": .string(host.type),
                ],
            ]
        }
    }

    fileprivate init(_ node: JSONNode) throws(JSONError) {
        let source = try node.member("address_source")
        let text = try source.string()
        switch text {
        case "dns": self = .dns
        case "given": self = .given(try node.member("given").addresses())
        case "connect-to": self = .connectTo(try HostName(node.member("connect_to")))
        default: throw source.unknown(text)
        }
    }
}
