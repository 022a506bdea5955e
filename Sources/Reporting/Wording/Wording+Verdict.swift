internal import EdgePolicy
package import OriginFacts

/// The headline, the wording for outcomes, and the commands.
extension Wording {
    /// Returns a headline such as `NOT READY for Full (strict): error 526 invalid origin
    /// certificate.`
    package func headline(_ report: CheckReport) -> TerminalText {
        let verdict = report.assessment.verdict
        let warnings = report.assessment.findings.count { $0.severity == .warning }
        return switch verdict.result {
        case .ready: "READY for \(name)."
        case .warning where verdict.deciding.contains { $0.outcome == .edgeError(.noAnswer) }:
            """
            READY for \(name) as far as seen: no page arrived in time; visitors get 524 if none \
            arrives in 125 s.
            """
        case .warning:
            "READY for \(name), with \(Wording.count(max(1, warnings), "warning"))."
        case .degraded: "DEGRADED in \(name): \(brokenPart(report))."
        case .broken: "NOT READY for \(name): \(brokenPart(report))."
        case .inconclusive: "CANNOT TELL for \(name)\(whyUnknown(report))."
        }
    }

    /// Returns the headline of `-q`: `not ready for Full (strict), 526 on 1 of 2`.
    func shortHeadline(_ assessment: Assessment) -> TerminalText {
        let verdict = assessment.verdict
        let gets = assessment[verdict.mode].map { ModeCell($0[verdict.scheme]).text } ?? "no answer"
        return switch verdict.result {
        case .ready: "ready for \(name)"
        case .warning: "ready for \(name), with warnings"
        case .degraded: "degraded in \(name), \(gets)"
        case .broken: "not ready for \(name), \(gets)"
        case .inconclusive: "cannot tell for \(name)"
        }
    }

    /// Returns the mark before the headline.
    static func mark(_ result: VerdictResult) -> Symbol {
        switch result {
        case .ready: .good
        case .warning: .warning
        case .degraded, .broken: .bad
        case .inconclusive: .unknown
        }
    }

    /// The note about the response that most visitors receive if some origins fail.
    static let degradedNote: TerminalText = """
        Most visitors are served, because Cloudflare tries another address once. But there is no \
        redundancy, and some visitors may see errors.
        """

    /// Returns a phrase such as `1 of 2 origins would give error 526 invalid origin certificate`.
    private func brokenPart(_ report: CheckReport) -> TerminalText {
        let broken = report.assessment.verdict.deciding.filter { Wording.breaks($0.outcome) }
        guard let first = broken.first else { return "visitors would not be served" }
        let outcomes = Wording.shortList(broken.map { Wording.inSentence($0.outcome) })
        let count = Set(broken.flatMap(\.addresses)).count
        let total = Set(report.assessment.verdict.deciding.flatMap(\.addresses)).count
        guard total > 1, count > 0 else { return "visitors would get \(outcomes)" }
        if count == total {
            return "\(total == 2 ? "both" : "all \(total)") origins would give \(outcomes)"
        }
        return broken.count == 1
            ? "\(count) of \(total) origins would give \(Wording.inSentence(first.outcome))"
            : "\(count) of \(total) origins break: \(outcomes)"
    }

    /// Whether the given outcome certainly means that a visitor is not served. A timeout in this
    /// check is not conclusive.
    static func breaks(_ outcome: EdgeOutcome) -> Bool {
        switch outcome {
        case .passedThrough, .unknown, .edgeError(.noAnswer): false
        case .edgeError, .loop: true
        }
    }

    private func whyUnknown(_ report: CheckReport) -> TerminalText {
        let ids = Set(report.assessment.verdict.deciding.flatMap(\.because))
        let all = report.assessment.findings
        let first = all.first { ids.contains($0.id) } ?? all.first { $0.severity != .info }
        return first.map { ": \(words($0).title)" } ?? ""
    }

    /// Returns the command that checks the given addresses again.
    package func command(for addresses: [IPAddress]) -> TerminalText {
        var command: TerminalText = "fullstrict check \(target.host.inURL)"
        command = "\(command)\(addressing(addresses))"
        if target.originPorts.https != 443 { command = "\(command) -p \(target.originPorts.https)" }
        if target.originPorts.http != 80 {
            command = "\(command) --http-port \(target.originPorts.http)"
        }
        if let name = target.serverName { command = "\(command) --sni \(Wording.quoted(name))" }
        for name in target.alsoNames { command = "\(command) --also-name \(Wording.quoted(name))" }
        if target.path != "/" { command = "\(command) --path \(Wording.quoted(target.path))" }
        if mode != .strict { command = "\(command) --mode \(TerminalText(trusted: mode.rawValue))" }
        return options.reduce(command) { "\($0) \(Wording.quoted($1))" }
    }

    private func addressing(_ addresses: [IPAddress]) -> TerminalText {
        let resolve = { (list: [IPAddress]) -> TerminalText in
            let text = list.prefix(8).map(\.description).joined(separator: ",")
            return list.isEmpty ? "" : " --resolve \(TerminalText(trusted: text))"
        }
        if !addresses.isEmpty { return resolve(addresses) }
        return switch target.addressing {
        case .dns: ""
        case .given(let given): resolve(given)
        case .connectTo(let host): " --connect-to \(host.inURL)"
        }
    }

    /// Returns the text for a shell, in single quotes if they are needed.
    static func quoted(_ text: String) -> TerminalText {
        let plain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || [0x2F, 0x2E, 0x2D, 0x5F].contains(byte)
        }
        return plain
            ? TerminalText(untrusted: text, limit: 4_096)
            : TerminalText(
                untrusted: "'\(text.replacing("'", with: "'\\''"))'", limit: 4_096)
    }
}
