internal import EdgePolicy
internal import OriginFacts

/// The details that `-v` adds.
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

    /// Adds the certificates as sent, each with its issuer on the line below.
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

/// One row in the table of origins.
struct OriginRow {
    let seen: AddressObservation
    let judged: OriginAssessment?
    let chain: ChainVerdict?
    let at: UnixTime
    let style: TextStyle

    static let header: [TerminalText] = [
        "ORIGIN", "TLS", "KEY EXCHANGE", "CHAIN", "NAME", "TRUST", "EXPIRES", "STRICT",
    ]

    var cells: [StyledText] {
        [
            StyledText("\(seen.address)"), StyledText(version), StyledText(group), mark(chainMark),
            mark(nameMark), trust, expires, strict,
        ]
    }

    private func mark(_ mark: Symbol?) -> StyledText {
        mark.map { StyledText($0.symbol(style.symbols), $0.tone) } ?? StyledText("-")
    }

    private var session: TLSSession? {
        switch seen.handshake {
        case .completed(let session): session
        case .failed, .notTested: nil
        }
    }

    private var version: TerminalText {
        session.map { "\($0.version.name)" } ?? "-"
    }

    private var group: TerminalText {
        guard let session else { return "-" }
        return session.group.map { TerminalText(untrusted: $0, limit: 16) } ?? "RSA"
    }

    /// The mark for a complete and valid chain, regardless of trust and name.
    private var chainMark: Symbol? {
        guard let chain else { return nil }
        let defects = chain.strict.defects.filter {
            !OriginRow.isAboutName($0) && !OriginRow.isAboutTrust($0) && !OriginRow.isAboutDates($0)
        }
        return defects.isEmpty ? .good : .bad
    }

    private var nameMark: Symbol? {
        guard let chain else { return nil }
        return chain.strict.defects.contains(where: OriginRow.isAboutName) ? .bad : .good
    }

    private var trust: StyledText {
        guard let chain else { return StyledText("-") }
        switch chain.anchor {
        case .publicRoot: return mark(.good)
        case .originCA: return mark(.good) + " CF"
        case .custom: return mark(.good) + " own"
        case .selfSigned: return mark(.bad)
        case .unknown:
            return mark(
                chain.strict.defects.contains(where: OriginRow.isAboutTrust) ? .bad : .unknown)
        }
    }

    private var expires: StyledText {
        guard let leaf = seen.chain.first else { return StyledText("-") }
        if at < leaf.notBefore { return StyledText("from \(leaf.notBefore)", .bad) }
        let days = (leaf.notAfter - at) / 86_400
        if at < leaf.notAfter { return StyledText(days == 0 ? "today" : "in \(days) d") }
        return StyledText(days == 0 ? "today" : "\(-days) d ago", .bad)
    }

    private var strict: StyledText {
        guard let outcome = judged?.strict else { return mark(.unknown) }
        switch outcome {
        case .passedThrough: return mark(.good)
        case .loop: return mark(.loop)
        case .unknown: return mark(.unknown)
        case .edgeError(.noAnswer): return mark(.warning) + " 524"
        case .edgeError(let error): return mark(.bad) + " \(Wording.short(error))"
        }
    }

    private static func isAboutName(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .nameMismatch, .nameConstraints: true
        case .expired, .notYetValid, .missingIssuer, .selfSigned, .unknownRoot, .badSignature,
            .notAuthority, .pathLengthExceeded, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .revoked, .revocationUnknown,
            .tooComplex,
            .dependsOnPathBuilding, .other:
            false
        }
    }

    private static func isAboutDates(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .expired, .notYetValid: true
        case .nameMismatch, .nameConstraints, .missingIssuer, .selfSigned, .unknownRoot,
            .badSignature, .notAuthority, .pathLengthExceeded, .wrongPurpose,
            .unknownCriticalExtension, .brokenSignatureAlgorithm, .unusableKey, .malformed,
            .revoked, .revocationUnknown, .tooComplex, .dependsOnPathBuilding, .other:
            false
        }
    }

    private static func isAboutTrust(_ defect: ChainDefect) -> Bool {
        switch defect {
        case .selfSigned, .unknownRoot: true
        case .expired, .notYetValid, .nameMismatch, .missingIssuer, .badSignature, .notAuthority,
            .pathLengthExceeded, .nameConstraints, .wrongPurpose, .unknownCriticalExtension,
            .brokenSignatureAlgorithm, .unusableKey, .malformed, .revoked, .revocationUnknown,
            .tooComplex,
            .dependsOnPathBuilding, .other:
            false
        }
    }
}
