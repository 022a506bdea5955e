internal import EdgePolicy
internal import OriginFacts

/// The wording for the source of addresses, responses through the edge, and sibling names.
extension Wording {
    /// Returns a phrase such as `2 origin addresses, given by you`.
    func source(_ observation: OriginObservation) -> TerminalText {
        let count = observation.addresses.count
        let noun: TerminalText = count == 1 ? "1 origin address" : "\(count) origin addresses"
        let isEdge =
            count > 0
            && observation.addresses.allSatisfy { $0.handshake == .notTested(.edgeAddress) }
        if isEdge {
            return "proxied: its \(count == 1 ? "address is" : "addresses are") Cloudflare's"
        }
        return switch target.addressing {
        case .dns: count == 0 ? "no origin address" : "\(noun), from DNS"
        case .given: "\(noun), given by you"
        case .connectTo(let host): "\(noun), from \(host.inURL)"
        }
    }

    struct Way: Hashable {
        let reason: TerminalText
        let command: TerminalText
    }

    /// The ways to specify the origin. The dashboard's DNS page shows the address of a proxied
    /// record.
    var waysToNameTheOrigin: [Way] {
        let check: TerminalText = "fullstrict check \(target.host.inURL)"
        return [
            Way(
                reason: "By address; the dashboard shows it under DNS > Records:",
                command: "\(check) --resolve ADDRESS"),
            Way(
                reason: "By a name that is not proxied:",
                command: "\(check) --connect-to NAME"),
            Way(
                reason: "On the origin itself, behind any firewall:",
                command: "\(check) --connect-to 127.0.0.1 --vantage origin"),
        ]
    }

    /// Returns the response that visitors with one scheme receive through the real edge.
    static func live(_ answer: LiveAnswer) -> TerminalText {
        if let error = answer.edgeError {
            let name: TerminalText = error.name.map { " (\($0))" } ?? ""
            return "error \(error.code ?? error.status)\(name), made by Cloudflare"
        }
        switch answer.result {
        case .answered(let http):
            let location: TerminalText =
                http.location.map { " to \(TerminalText(untrusted: $0, limit: 60))" } ?? ""
            let hsts: TerminalText = http.strictTransportSecurity == nil ? "" : ", HSTS on"
            return "\(http.status)\(location)\(hsts)"
        case .failed(let failure): return "no response: \(words(failure))"
        case .notTested: return "not checked: \(whyNotReached(answer))"
        }
    }

    private static func whyNotReached(_ answer: LiveAnswer) -> TerminalText {
        switch (answer.connection, answer.handshake) {
        case (.failed(let failure), _): words(failure)
        case (_, .failed(let failure, _)): words(failure)
        case (.notTested(let why), _), (_, .notTested(let why)): words(why)
        case (.open, .completed): "the time limit was reached"
        }
    }

    func sentence(_ sibling: SiblingReport) -> TerminalText {
        let name = Wording.name(sibling.verdict.mode)
        let broken = sibling.verdict.deciding.first { Wording.breaks($0.outcome) }
        let gets = broken.map { Wording.inSentence($0.outcome) } ?? "no page"
        return switch sibling.verdict.result {
        case .ready: "\(sibling.host.ascii): ready for \(name) too."
        case .warning: "\(sibling.host.ascii): ready for \(name) too, with a warning."
        case .degraded: "\(sibling.host.ascii): in \(name) some of its origins give \(gets)."
        case .broken: "\(sibling.host.ascii): not ready for \(name): visitors would get \(gets)."
        case .inconclusive: "\(sibling.host.ascii): cannot tell for \(name)."
        }
    }
}
