internal import OriginFacts

/// A chain of certificates as steps.
extension TextCanvas {
    mutating func ladder(_ ladder: CertificateLadder, at time: UnixTime) {
        for (index, rung) in ladder.rungs.enumerated() {
            let certificate = rung.certificate
            rungHeading(index + 1, certificate, place(of: rung))
            if index == 0 {
                entry("names", Wording.names(NameWords.names(of: certificate), atMost: 12))
            }
            rungDates(certificate, at: time)
            entry(
                "key",
                "\(Wording.name(certificate.key)), signed with \(certificate.signatureAlgorithm)")
            entry("sha256", "\(certificate.sha256)")
        }
        if let missing = ladder.missingIssuer {
            paragraph(
                StyledText("\(missing)", .bad), label: StyledText("?  ", .bad), hang: 3)
            entry("", "missing: neither in the file nor a root")
        }
        blank()
        others(ladder.otherLeaves, "another certificate of a server")
        others(ladder.strangers, "no part of this chain")
        for subject in ladder.duplicates {
            paragraph(StyledText("\(subject)"), label: StyledText("+  ", .caution), hang: 3)
            entry("", "stands there twice")
        }
        blank()
    }

    private mutating func others(_ certificates: [CertificateFacts], _ what: TerminalText) {
        for certificate in certificates {
            paragraph(
                StyledText("\(certificate.subject)"), label: StyledText("+  ", .caution), hang: 3)
            entry("", what)
        }
    }

    private mutating func rungHeading(
        _ number: Int, _ certificate: CertificateFacts, _ place: TerminalText
    ) {
        paragraph(
            StyledText("\(certificate.subject)", .strong) + StyledText("   \(place)", .dim),
            label: StyledText("\(number)  "), hang: 3)
    }

    private func place(of rung: CertificateLadder.Rung) -> TerminalText {
        guard rung.isGiven else { return "in the list of roots, not in the file" }
        return rung.certificate.isSelfIssued ? "in the file, signed by itself" : "in the file"
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

    mutating func entry(_ label: TerminalText, _ text: TerminalText) {
        paragraph(
            StyledText(text), indent: 5, label: StyledText(label, .dim), hang: 8, aligned: true)
    }
}
