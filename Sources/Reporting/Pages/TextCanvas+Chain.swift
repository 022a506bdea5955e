internal import OriginFacts

/// Rendering of a certificate chain with one certificate per line.
extension TextCanvas {
    /// Adds the certificates of the chain, leaf first, then the other certificates. `isServed`
    /// selects the wording for certificates sent by a server, not for files.
    mutating func chainView(
        _ chainView: ChainView, at time: UnixTime, isServed: Bool = false,
        isVerbose: Bool = false
    ) {
        let words = ChainWords(isServed: isServed)
        for (index, link) in chainView.links.enumerated() {
            let certificate = link.certificate
            rungHeading(index + 1, certificate, words.place(of: link))
            if index == 0 {
                entry("names", Wording.names(NameWords.names(of: certificate), atMost: 12))
            }
            rungDates(certificate, at: time)
            entry(
                "key",
                "\(Wording.name(certificate.key)), signed with \(certificate.signatureAlgorithm)")
            if isVerbose { rungDetails(certificate) }
            entry("sha256", "\(certificate.sha256)")
        }
        if let missing = chainView.missingIssuer {
            paragraph(
                StyledText("\(missing)", .strong) + StyledText("   \(words.missing)", .bad),
                label: StyledText("?  ", .bad), hang: 3)
        }
        blank()
        for other in chainView.otherLeaves {
            self.other(
                other,
                "another server's certificate, \(Wording.name(other.key)), until \(other.notAfter)")
        }
        for stranger in chainView.strangers {
            let end: TerminalText =
                stranger.notAfter < time ? "; expired on \(stranger.notAfter)" : ""
            other(stranger, "\(words.stranger)\(end)")
        }
        for subject in chainView.duplicates {
            paragraph(
                StyledText("\(subject)") + StyledText("   \(words.twice)", .dim),
                label: StyledText("+  ", .caution), hang: 3)
        }
        blank()
    }

    private mutating func other(_ certificate: CertificateFacts, _ what: TerminalText) {
        paragraph(
            StyledText("\(certificate.subject)") + StyledText("   \(what)", .dim),
            label: StyledText("+  ", .caution), hang: 3)
    }

    private mutating func rungHeading(
        _ number: Int, _ certificate: CertificateFacts, _ place: TerminalText
    ) {
        paragraph(
            StyledText("\(certificate.subject)", .strong) + StyledText("   \(place)", .dim),
            label: StyledText("\(number)  "), hang: 3)
    }

    private mutating func rungDates(_ certificate: CertificateFacts, at time: UnixTime) {
        let days = (certificate.notAfter - time) / 86_400
        let left: TerminalText
        if certificate.notAfter < time {
            left = "expired"
        } else if certificate.notBefore > time {
            left = "not valid yet"
        } else {
            left = "\(Wording.count(Int(days), "day")) left"
        }
        entry("valid", "\(certificate.notBefore) to \(certificate.notAfter), \(left)")
    }

    private mutating func rungDetails(_ certificate: CertificateFacts) {
        entry("times", "\(certificate.notBefore.rfc3339) to \(certificate.notAfter.rfc3339)")
        entry("issuer", "\(certificate.issuer)")
        entry("serial", "\(certificate.serial)")
        if certificate.extendedKeyUsage != nil {
            entry("for", NameWords.purpose(of: certificate))
        }
        for (label, urls) in [
            ("from", certificate.issuerURLs), ("OCSP", certificate.ocspURLs),
            ("CRL", certificate.crlURLs),
        ] {
            for url in urls.prefix(4) { entry(TerminalText(trusted: label), "\(url)") }
        }
    }

    private mutating func entry(_ label: TerminalText, _ text: TerminalText) {
        paragraph(
            StyledText(text), indent: 5, label: StyledText(label, .dim), hang: 8, aligned: true)
    }
}

/// The wording for the location of the certificates in a chain.
private struct ChainWords {
    let isServed: Bool

    func place(of link: ChainView.ChainLink) -> TerminalText {
        switch (isServed, link.isGiven) {
        case (true, true): link.certificate.isSelfIssued ? "sent, self-signed" : "sent"
        case (true, false): "not sent, a trusted root"
        case (false, true):
            link.certificate.isSelfIssued ? "in the file, self-signed" : "in the file"
        case (false, false): "not in the file, a trusted root"
        }
    }

    var missing: TerminalText {
        isServed
            ? "missing: neither sent nor a trusted root"
            : "missing: neither in the file nor a trusted root"
    }

    var stranger: TerminalText {
        isServed ? "sent, but not part of this chain" : "not part of this chain"
    }

    var twice: TerminalText {
        isServed ? "sent more than once" : "appears more than once"
    }
}
