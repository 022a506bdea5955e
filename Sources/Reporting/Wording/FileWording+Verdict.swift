internal import EdgePolicy
internal import OriginFacts

/// The wording for the verdict on certificate files.
extension FileWording {
    /// Returns the headline of the report.
    func headline(_ assessment: FileAssessment) -> TerminalText {
        let name = Wording.name(mode)
        let good = assessment.hosts.filter { $0[mode] == .works || $0[mode] == .notUsed }
        let worst = assessment.worstOutcome(mode)
        switch worst {
        case .notUsed: return "\(name) does not use TLS to the origin: the certificate is not used."
        case .works where mode < .strict:
            return "\(name) works: it does not validate certificates."
        case .works:
            let until: TerminalText =
                assessment.strictUntil.map { " until \($0)" } ?? ""
            return "\(name) accepts this certificate\(forHosts(good))\(until)."
        case .refused:
            let bad = assessment.hosts.filter { $0[mode] == .refused }
            let reason = bad.first?.verdict.strict.defects.first.map(title)
            let why = reason ?? "it is refused"
            return good.isEmpty
                ? "Visitors would get 526 in \(name): \(why)."
                : "\(name) accepts it\(forHosts(good)); visitors get 526\(forHosts(bad)): \(why)."
        case .serverFails:
            return "A web server would not start with this: visitors get 521 in every mode."
        case .unknown:
            let first = assessment.hosts.first { $0[mode] == .unknown }?.verdict.strict.defects
                .first
            return
                "Cannot tell whether \(name) accepts it: \(first.map(title) ?? "not known")."
        }
    }

    /// Returns the verdict in a few words for `-q`.
    func shortHeadline(_ assessment: FileAssessment) -> TerminalText {
        let name = Wording.name(mode)
        let words: TerminalText =
            switch assessment.worstOutcome(mode) {
            case .notUsed: "\(name) uses no certificate"
            case .works where mode < .strict: "\(name) does not validate it"
            case .works: assessment.strictUntil.map { "good until \($0)" } ?? "good"
            case .refused: "526 in \(name)"
            case .serverFails: "the server would not start: 521"
            case .unknown: "cannot tell for \(name)"
            }
        guard assessment.overall != assessment.result else { return words }
        return assessment.overall == .broken
            ? "\(words), but not what is served" : "\(words); cannot tell what is served"
    }

    private func forHosts(_ hosts: [HostOutcome]) -> TerminalText {
        let names = hosts.compactMap { $0.host?.ascii }
        return names.isEmpty ? "" : " for \(Wording.names(names))"
    }

    /// Returns the sentence about the served certificates; nil if they were not compared.
    func servedHeadline(_ assessment: FileAssessment) -> (text: TerminalText, mark: Symbol)? {
        let comparisons = assessment.served.filter { $0.refusal != .excludedByOption }
        let isNowhere = assessment.findings.contains {
            if case .served(.nowhere) = $0.kind { true } else { false }
        }
        guard !comparisons.isEmpty || isNowhere else { return nil }
        let stale = comparisons.filter { ![.same, .notSeen].contains($0.state) }
        guard stale.isEmpty else { return (stalePlaces(stale), .bad) }
        if isNowhere || comparisons.contains(where: { $0.state == .notSeen }) {
            return ("Cannot tell whether every server uses it.", .unknown)
        }
        let count = Set(comparisons.map(\.address)).count
        return (
            count == 1
                ? "The server uses it." : "All \(count) addresses serve it.", .good
        )
    }

    /// Returns a sentence about the addresses that serve a different certificate. It identifies
    /// that certificate if it is the same everywhere.
    private func stalePlaces(_ stale: [ServedComparison]) -> TerminalText {
        let places = stale.map(\.address).reduce(into: [IPAddress]()) { list, address in
            if !list.contains(address) { list.append(address) }
        }
        let isOne = places.count == 1
        let who: TerminalText =
            "The \(isOne ? "server" : "servers") at \(Wording.addresses(places, atMost: 4))"
        if stale.allSatisfy({ $0.state == .otherChain }) {
            return "\(who) \(isOne ? "does" : "do") not send the whole chain."
        }
        let isOld = stale.allSatisfy {
            !$0.others.isEmpty && $0.others.allSatisfy { $0.relation == .older }
        }
        return isOld
            ? """
            \(who) still \(isOne ? "serves" : "serve") an older certificate: reload \
            \(isOne ? "it" : "them").
            """
            : "\(who) \(isOne ? "does" : "do") not serve what is in the file."
    }

    // MARK: - Cells

    static func mark(_ outcome: FileOutcome) -> Symbol {
        switch outcome {
        case .notUsed: .note
        case .works: .good
        case .refused, .serverFails: .bad
        case .unknown: .unknown
        }
    }

    static func mark(_ comparison: ServedComparison) -> Symbol {
        switch comparison.state {
        case .same: .good
        case .mixed, .other, .otherChain: .bad
        case .notSeen: comparison.refusal == .excludedByOption ? .note : .unknown
        }
    }

    /// Returns the result for visitors in a mode, for the worst host.
    func words(
        _ outcome: FileOutcome, in mode: EncryptionMode, of assessment: FileAssessment
    ) -> TerminalText {
        switch outcome {
        case .notUsed: return "the certificate is not used"
        case .works: return mode < .strict ? "works: not validated" : "works"
        case .refused:
            let bad = assessment.hosts.filter { $0[mode] == .refused }
            let ids = bad.flatMap { $0.verdict.strict.defects.map(\.id) }
            let distinct = ids.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let places = bad.count < assessment.hosts.count ? forHosts(bad) : ""
            return "526\(places): \(Wording.shortList(distinct.map { "\($0)" }))"
        case .serverFails: return "521, once the server is restarted"
        case .unknown: return "cannot tell"
        }
    }

    /// Returns the result for one host, and the certificate entry that matches it.
    func words(_ host: HostOutcome, in mode: EncryptionMode) -> TerminalText {
        switch host[mode] {
        case .notUsed: return "the certificate is not used"
        case .serverFails: return "521: the server does not start"
        case .unknown: return "cannot tell"
        case .refused:
            let titles = host.verdict.strict.defects.map(title)
            return "526: \(Wording.shortList(titles, atMost: 2))"
        case .works:
            return switch host.verdict.nameMatch {
            case .requested(let entry): "covered by \(entry)"
            case .target(let name, _): "covered as the content of its CNAME record, \(name)"
            case .none: "not covered, and not validated"
            }
        }
    }

    // MARK: - Facts

    /// The type and strength of the key, and whether it matches.
    var keyWords: TerminalText {
        let kind: TerminalText =
            "\(Wording.name(facts.leaf.key)), signed with \(facts.leaf.signatureAlgorithm)"
        guard let key = facts.key else {
            return "\(kind); add --key FILE to see whether the key belongs to it"
        }
        return switch key.state {
        case .belongs: "\(kind); \(key.file) belongs to it"
        case .differs: "\(kind); \(key.file) does not belong to it"
        case .locked: "\(kind); \(key.file) is encrypted: --password-file FILE opens it"
        }
    }

    func browserWords(_ verdict: ChainVerdict) -> TerminalText {
        guard let first = verdict.browser.defects.first else {
            return "browsers that reach the origin directly accept it too"
        }
        let strict = verdict.strict.defects
        let reason: TerminalText =
            switch first {
            case .unknownRoot where strict.contains(where: \.isUnknownRoot):
                "they do not trust its root either"
            case .unknownRoot: "they do not trust its root"
            // With a root that the user added, the chain is complete but ends in a root that
            // browsers do not know.
            case .missingIssuer where !strict.contains(where: \.isMissingIssuer):
                "they do not trust its root"
            default: title(first)
            }
        return "browsers that reach the origin directly reject it: \(reason)"
    }
}

extension ChainDefect {
    fileprivate var isUnknownRoot: Bool {
        if case .unknownRoot = self { true } else { false }
    }

    fileprivate var isMissingIssuer: Bool {
        if case .missingIssuer = self { true } else { false }
    }
}
