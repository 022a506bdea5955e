package import EdgePolicy
package import OriginFacts

/// Every sentence in a report. This type contains the target and the judged mode, but does not
/// judge anything itself. All text is ASCII.
package struct Wording: Sendable {
    package var target: Target
    /// The mode that the verdict concerns.
    package var mode: EncryptionMode
    /// The number of addresses behind the name.
    package var originCount: Int
    package var prober: ProberFacts
    /// Whether the check ran on the origin itself.
    var isOnOrigin: Bool
    /// Whether an address may have rejected the handshake only because DES-CBC3-SHA was missing.
    var isTripleDESOpen: Bool
    /// The options that a printed command needs to give the same verdict as this report.
    var options: [String]
    /// The recognised server software, by address.
    var software: [IPAddress: ServerSoftware]

    /// Creates the wording for one report.
    package init(_ report: CheckReport) {
        target = report.target
        mode = report.assessment.verdict.mode
        originCount = report.observation.addresses.count
        prober = report.observation.prober
        isOnOrigin = report.observation.vantage.isOrigin
        isTripleDESOpen =
            prober.notOffered.contains("DES-CBC3-SHA")
            && report.observation.addresses.contains { $0.diagnosis.tripleDES != .notChosen }
        options = report.options
        software = report.observation.addresses.reduce(into: [:]) { known, seen in
            known[seen.address] = ServerSoftware(seen)
        }
    }
}

extension Wording {
    /// Returns `A`, `A and B` or `A, B and C`; empty for an empty list.
    static func list(_ parts: [TerminalText], joiner: TerminalText = "and") -> TerminalText {
        guard let last = parts.last else { return "" }
        guard parts.count > 1 else { return last }
        let head = parts.dropLast().map(\.text).joined(separator: ", ")
        return "\(TerminalText(trusted: head)) \(joiner) \(last)"
    }

    /// Returns the first few parts, then the number of the others.
    static func shortList(_ parts: [TerminalText], atMost limit: Int = 3) -> TerminalText {
        guard parts.count > limit + 1 else { return list(parts) }
        let shown = parts.prefix(limit).map(\.text).joined(separator: ", ")
        return "\(TerminalText(trusted: shown)) and \(parts.count - limit) more"
    }

    static func addresses(_ addresses: [IPAddress], atMost limit: Int = 3) -> TerminalText {
        shortList(addresses.map { "\($0)" }, atMost: limit)
    }

    static func names(_ names: [String], atMost limit: Int = 4) -> TerminalText {
        shortList(names.map { "\($0)" }, atMost: limit)
    }

    /// Returns `1 origin` or `3 origins`.
    static func count(_ number: Int, _ noun: TerminalText) -> TerminalText {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    /// Returns `1 PROBLEM` or `2 PROBLEMS`.
    static func count(
        _ number: Int, _ noun: TerminalText, plural ending: TerminalText
    ) -> TerminalText {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)\(ending)"
    }

    /// Returns `19 s`, `1.4 s` or `340 ms`.
    static func seconds(_ milliseconds: Int) -> TerminalText {
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        let tenths = milliseconds / 100 + (milliseconds % 100 >= 50 ? 1 : 0)
        return tenths.isMultiple(of: 10)
            ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }

    /// Returns " (A and B)"; empty if there is only one origin, or no address is given.
    func inBrackets(_ addresses: [IPAddress]) -> TerminalText {
        guard originCount > 1, !addresses.isEmpty else { return "" }
        if addresses.count < originCount { return " (\(Wording.addresses(addresses)))" }
        return addresses.count == 2 ? " (both origins)" : " (all \(addresses.count) origins)"
    }

    /// Returns " on A and B"; empty if there is only one origin, or no address is given.
    func place(_ addresses: [IPAddress], _ preposition: TerminalText = "on") -> TerminalText {
        guard originCount > 1, !addresses.isEmpty else { return "" }
        if addresses.count == originCount {
            return addresses.count == 2
                ? " \(preposition) both origins" : " \(preposition) all \(addresses.count) origins"
        }
        return " \(preposition) \(Wording.addresses(addresses))"
    }
}
