internal import ArgumentParser

/// `--trust`.
enum TrustChoice: ExpressibleByArgument, Hashable {
    case cloudflare
    case publicRoots
    case system
    case only(file: String)

    init?(argument: String) {
        switch argument {
        case "cloudflare": self = .cloudflare
        case "public": self = .publicRoots
        case "system": self = .system
        default:
            guard argument.hasPrefix("only:"), argument.utf8.count > 5 else { return nil }
            self = .only(file: String(argument.dropFirst(5)))
        }
    }

    /// As written on the command line.
    var word: String {
        switch self {
        case .cloudflare, .publicRoots, .system: name
        case .only(let file): "only:\(file)"
        }
    }

    /// As written on the command line, without the file.
    var name: String {
        switch self {
        case .cloudflare: "cloudflare"
        case .publicRoots: "public"
        case .system: "system"
        case .only: "only"
        }
    }
}
