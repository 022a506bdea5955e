internal import EdgePolicy
internal import OriginFacts

/// What `-v` adds.
extension TextPage {
    mutating func addDetails() {
        addLookup()
        for seen in report.observation.addresses { addOrigin(seen) }
        addTrails()
        addRenewal()
        addTool()
    }

    private mutating func addEntry(_ label: TerminalText, _ text: TerminalText) {
        canvas.paragraph(
            StyledText(text), indent: 4, label: StyledText(label, .dim), hang: 12, aligned: true)
    }

    private mutating func addLookup() {
        guard let dns = report.observation.dns else { return }
        canvas.paragraph(StyledText("DNS", .strong) + "   \(dns.name), \(dns.milliseconds) ms")
        for alias in dns.aliases { addEntry("CNAME", "\(alias)") }
        addEntry("A", Wording.words(dns.ipv4))
        addEntry("AAAA", Wording.words(dns.ipv6))
        canvas.blank()
    }

    private mutating func addOrigin(_ seen: AddressObservation) {
        canvas.paragraph(StyledText("\(seen.address)", .strong))
        addEntry("port \(report.target.originPorts.http)", words(seen.plainConnection))
        addEntry("port \(report.target.originPorts.https)", words(seen.tlsConnection))
        addHandshake(seen.handshake)
        addChain(seen)
        for exchange in seen.exchanges {
            let key = exchange.key
            addEntry(
                "GET",
                "\(wording.name(key.leg)) as \(TerminalText(trusted: key.forwarded.rawValue)) "
                    + "\(TerminalText(untrusted: key.path, limit: 60)): \(words(exchange.result))")
        }
        canvas.blank()
    }

    private mutating func addHandshake(_ handshake: HandshakeFact) {
        switch handshake {
        case .completed(let session):
            let name: TerminalText = session.serverName.map { "SNI \($0)" } ?? "no SNI"
            let alpn: TerminalText = session.applicationProtocol.map { "\($0)" } ?? "none"
            addEntry(
                "TLS",
                """
                \(session.version.name), \(session.cipher), group \(session.group ?? "none"), \
                ALPN \(alpn), \(name), \(session.milliseconds) ms\
                \(session.sawHelloRetryRequest ? ", HelloRetryRequest" : "")\
                \(session.stapledOCSP == nil ? "" : ", OCSP stapled")
                """)
        case .failed(let failure, let seen):
            addEntry("TLS", "\(Wording.words(failure)), \(seen.milliseconds) ms")
        case .notTested(let why): addEntry("TLS", "not tested: \(Wording.words(why))")
        }
    }

    /// The certificates as sent, each with its issuer below it.
    private mutating func addChain(_ seen: AddressObservation) {
        for (index, certificate) in seen.chain.enumerated() {
            addEntry("cert \(index)", "\(certificate.subject)")
            addEntry("issuer", "\(certificate.issuer)")
            addEntry(
                "valid",
                """
                \(certificate.notBefore) to \(certificate.notAfter), \
                \(Wording.name(certificate.key)), \(certificate.signatureAlgorithm)
                """)
            addEntry("sha256", "\(certificate.sha256)")
        }
        guard let chain = report.verdicts[seen.address] else { return }
        addEntry("anchor", Wording.name(chain.anchor))
        addEntry("strict", Wording.words(chain.strict))
        addEntry("browser", Wording.words(chain.browser))
    }

    private mutating func addTrails() {
        let trails = assessment.modes.flatMap { prediction in
            VisitorScheme.allCases.flatMap { scheme in
                prediction[scheme].outcomes.map { (prediction.mode, scheme, $0) }
            }
        }
        guard !trails.isEmpty else { return }
        canvas.paragraph(StyledText("TRAILS", .strong))
        for (mode, scheme, outcome) in trails {
            let place = wording.inBrackets(outcome.addresses)
            let steps =
                outcome.trail.prefix(12).map(Wording.words) + [Wording.short(outcome.outcome)]
            canvas.paragraph(
                StyledText(
                    TerminalText(trusted: steps.map(\.text).joined(separator: " -> "))
                        + ", \(Wording.name(outcome.basis))\(place)"),
                indent: 4,
                label: StyledText(
                    "\(Wording.name(mode)), \(TerminalText(trusted: scheme.rawValue))", .dim),
                hang: 26, aligned: true)
        }
        canvas.blank()
    }

    private mutating func addRenewal() {
        let known = assessment.modes.filter { $0.renewal != nil }
        guard !known.isEmpty else { return }
        canvas.paragraph(
            StyledText("RENEWAL", .strong) + "   by HTTP-01, \(Wording.challengePath)")
        for prediction in known {
            guard let renewal = prediction.renewal else { continue }
            canvas.paragraph(
                StyledText(wording.renewal(renewal)), indent: 4,
                label: StyledText(Wording.name(prediction.mode), .dim), hang: 26, aligned: true)
        }
        canvas.blank()
    }

    private mutating func addTool() {
        let tool = report.tool
        canvas.paragraph(StyledText("TOOL", .strong))
        addEntry("version", "\(tool.version), ruleset \(tool.ruleset), \(tool.openSSL)")
        let date: TerminalText =
            tool.trust.date.map { ", \(TerminalText(trusted: $0.iso8601))" } ?? ""
        addEntry("trust", "\(tool.trust.label), \(tool.trust.count) roots\(date)")
        let missing = report.observation.prober.notOffered
        if !missing.isEmpty {
            addEntry(
                "untried",
                "\(Wording.names(missing)): this OpenSSL cannot offer what the edge offers")
        }
        canvas.blank()
    }

    private func words(_ fact: ConnectionFact) -> TerminalText {
        switch fact {
        case .open(let milliseconds): "open, \(milliseconds) ms"
        case .failed(let failure): Wording.words(failure)
        case .notTested(let why): "not tested: \(Wording.words(why))"
        }
    }

    private func words(_ result: ExchangeResult) -> TerminalText {
        switch result {
        case .answered(let answer):
            let location: TerminalText = answer.location.map { ", to \($0)" } ?? ""
            let server: TerminalText = answer.server.map { ", \($0)" } ?? ""
            return """
                \(answer.status)\(location)\(server), HTTP/\(answer.httpVersion.rawValue), \
                header \(answer.headerBytes) bytes, body \(answer.body.bytesRead) bytes, \
                \(answer.milliseconds) ms
                """
        case .failed(let failure): return Wording.words(failure)
        case .notTested(let why): return "not tested: \(Wording.words(why))"
        }
    }
}
