internal import OriginFacts

extension FixReport {
    /// Returns the report for people; no line is wider than the style allows.
    public func text(_ style: TextStyle) -> String {
        var canvas = TextCanvas(style: style)
        addChain(&canvas)
        addLeftOut(&canvas)
        addFetches(&canvas)
        addVerdict(&canvas)
        return canvas.trimmedText
    }

    private func addChain(_ canvas: inout TextCanvas) {
        let name: TerminalText = output == "-" ? "standard output" : "\(output)"
        canvas.paragraph(
            StyledText("\(name): \(Wording.count(chain.count, "certificate"))", .strong), indent: 0)
        for (index, sent) in chain.enumerated() {
            canvas.paragraph(
                StyledText("\(sent.certificate.subject)")
                    + StyledText("   until \(sent.certificate.notAfter)\(source(sent))", .dim),
                label: StyledText("\(index + 1)  "), hang: 3)
        }
    }

    private func source(_ sent: Sent) -> TerminalText {
        switch sent.source {
        case .file: ""
        case .store: ", from the trusted roots"
        case .url(let url): ", from \(url)"
        }
    }

    private func addLeftOut(_ canvas: inout TextCanvas) {
        guard !dropped.isEmpty || !keyFiles.isEmpty else { return }
        canvas.paragraph(StyledText("left out", .dim), indent: 0)
        for item in dropped {
            canvas.paragraph(
                StyledText("\(item.subject)") + StyledText("   \(words(item.reason))", .dim),
                label: StyledText("-  "), hang: 3)
        }
        for file in keyFiles {
            canvas.paragraph(
                StyledText("the private key in \(file)")
                    + StyledText("   chain files are world-readable", .dim),
                label: StyledText("-  "), hang: 3)
        }
    }

    private func words(_ reason: Reason) -> TerminalText {
        switch reason {
        case .root: "a root: clients that trust it already have it"
        case .foreignRoot: "a root that is not trusted; sending it does not change that"
        case .duplicate: "a duplicate"
        case .replaced: "replaced by a better certificate with the same name and key"
        case .superseded: "replaced by a better certificate for the same server"
        case .stranger: "not part of this chain"
        }
    }

    private func addFetches(_ canvas: inout TextCanvas) {
        for fetch in fetched {
            guard let problem = fetch.problem else { continue }
            canvas.paragraph(
                StyledText("\(fetch.url): \(problem)"), indent: 0,
                label: StyledText("not fetched  ", .caution), hang: 2)
        }
    }

    private func addVerdict(_ canvas: inout TextCanvas) {
        let mark: Symbol =
            switch verdict.strict {
            case .accepted: .good
            case .rejected: .bad
            case .uncertain: .unknown
            }
        canvas.paragraph(
            StyledText(headline, .strong), indent: 0,
            label: StyledText(mark.symbol(canvas.style.symbols), mark.tone) + " ", hang: 2)
        for sentence in advice { canvas.paragraph(StyledText(sentence), indent: 2) }
        canvas.paragraph(StyledText("Judged by \(trust.label), as of \(time).", .dim), indent: 2)
    }

    private var headline: TerminalText {
        let names: TerminalText = host.map { " for \($0)" } ?? ""
        switch verdict.strict {
        case .accepted:
            let until: TerminalText = verdict.strictUntil.map { " until \($0)" } ?? ""
            return "Full (strict) accepts this chain\(names)\(until)."
        case .rejected(let defects):
            return
                """
                In order, but visitors would still get 526 in Full (strict): \
                \(first(of: defects)).
                """
        case .uncertain(let defects):
            return """
                In order; whether Full (strict) accepts it cannot be told: \(first(of: defects)).
                """
        }
    }

    private func first(of defects: [ChainDefect]) -> TerminalText {
        guard let first = defects.first else { return "for an unknown reason" }
        if case .expired(let certificate, _) = first,
            certificate != chain.first?.certificate.subject
        {
            return "an intermediate certificate has expired: \(Wording.saw(first))"
        }
        return "\(Wording.title(first)): \(Wording.saw(first))"
    }

    private var advice: [TerminalText] {
        var advice = verdict.strict.defects.prefix(1).compactMap(cure)
        if lacksAlternativeNames {
            advice.append(
                """
                It has no subject alternative names, and browsers ignore the common name. \
                Reordering does not fix that; a new certificate does: fullstrict cert new NAME
                """)
        }
        if host == nil, case .accepted = verdict.strict {
            advice.append("Names were not compared with any host: add --host NAME.")
        }
        return advice
    }

    /// Returns the remedy for a defect that reordering does not fix.
    private func cure(_ defect: ChainDefect) -> TerminalText? {
        switch defect {
        case .expired(let certificate, _) where certificate != chain.first?.certificate.subject:
            "Its CA may have a newer one: add a file with it, or try --aia."
        case .expired, .notYetValid, .selfSigned, .wrongPurpose, .unusableKey, .nameMismatch,
            .revoked, .unknownCriticalExtension, .malformed, .brokenSignatureAlgorithm:
            """
            Reordering does not fix that; a new certificate does. Renew it, or get one from \
            Cloudflare: fullstrict cert new NAME
            """
        case .unknownRoot, .missingIssuer:
            """
            Cloudflare trusts that root only if it is uploaded as a custom origin trust store; \
            --trust only:FILE checks against such a store.
            """
        default: nil
        }
    }
}
