internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// The names for a new certificate, within what Cloudflare's Origin CA issues
/// (developers.cloudflare.com/ssl/origin-configuration/origin-ca: at most 200 names, no addresses, `*` for
/// one level).
struct RequestedNames {
    /// In A-label form, each once, in the order given.
    let names: [String]

    private static let most = 200

    /// Reads the names; throws what is wrong with the first bad one.
    init(_ words: [String]) throws(CommandFailure) {
        var names: [String] = []
        for word in words {
            let name = try Self.name(word)
            if !names.contains(name) { names.append(name) }
        }
        guard names.count <= Self.most else {
            throw CommandFailure(
                .usage, "\(names.count) names: Origin CA takes at most \(Self.most)")
        }
        self.names = names
    }

    /// The name of the files for it: `example.com`, `wildcard.example.com`.
    var fileName: String {
        let first = names.first ?? "certificate"
        return first.hasPrefix("*.") ? "wildcard" + first.dropFirst() : first
    }

    private static func name(_ word: String) throws(CommandFailure) -> String {
        let isWildcard = word.hasPrefix("*.")
        let shown = TerminalText(untrusted: word).text
        let host: HostName
        do throws(TargetError) {
            host = try HostReader.read(isWildcard ? word.dropFirst(2) : word[...])
        } catch {
            throw CommandFailure(
                .usage, "'\(shown)' is no name: " + TerminalText(untrusted: "\(error)").text)
        }
        guard case .name(let ascii, _) = host else {
            throw CommandFailure(.usage, "'\(shown)' is an address: Origin CA takes names only")
        }
        guard ascii.contains(".") else {
            throw CommandFailure(.usage, "'\(shown)' has no dot: no CA issues for such a name")
        }
        return isWildcard ? "*." + ascii : ascii
    }
}
