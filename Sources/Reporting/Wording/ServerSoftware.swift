internal import OriginFacts

/// Server software a configuration snippet exists for, told by the Server header.
enum ServerSoftware: String, Hashable, CaseIterable {
    case nginx
    case apache
    case caddy
    case iis

    /// What answers at that address; nil when it does not say, or is none of these.
    init?(_ seen: AddressObservation) {
        let headers = seen.exchanges.compactMap { exchange in
            switch exchange.result {
            case .answered(let answer): answer.server
            case .failed, .notTested: nil
            }
        }
        guard let found = headers.lazy.compactMap(ServerSoftware.init(header:)).first else {
            return nil
        }
        self = found
    }

    init?(header: String) {
        let text = header.prefix(64).lowercased()
        if text.hasPrefix("nginx") || text.hasPrefix("openresty") {
            self = .nginx
        } else if text.hasPrefix("apache") {
            self = .apache
        } else if text.hasPrefix("caddy") {
            self = .caddy
        } else if text.hasPrefix("microsoft-iis") {
            self = .iis
        } else {
            return nil
        }
    }

    var name: TerminalText {
        switch self {
        case .nginx: "nginx"
        case .apache: "Apache"
        case .caddy: "Caddy"
        case .iis: "IIS"
        }
    }
}
