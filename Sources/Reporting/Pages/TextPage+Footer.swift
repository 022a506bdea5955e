internal import EdgePolicy
internal import OriginFacts

/// The lines after the findings: live edge, siblings, vantage point.
extension TextPage {
    /// Adds the responses that visitors currently receive through the real edge.
    mutating func addLive() {
        guard let live = report.observation.live else { return }
        canvas.paragraph(StyledText("TODAY, THROUGH CLOUDFLARE", .strong))
        let rows = VisitorScheme.allCases.reversed().map { scheme in
            [
                StyledText("\(TerminalText(trusted: scheme.rawValue))://"),
                StyledText(Wording.live(live[scheme])),
            ]
        }
        canvas.table(TextTable(rows: Array(rows)))
        canvas.blank()
    }

    mutating func addSiblings() {
        guard !report.siblings.isEmpty else { return }
        for sibling in report.siblings {
            canvas.paragraph(
                StyledText(wording.sentence(sibling)),
                label: mark(Wording.mark(sibling.verdict.result)) + " ", hang: 2)
        }
        let count = report.siblings.count + 1
        canvas.paragraph(
            StyledText(
                """
                The mode applies to the whole zone; this report covers \
                \(Wording.count(count, "name")).
                """
            ))
        canvas.blank()
    }

    mutating func addFooter() {
        if let until = assessment.verdict.strictUntil {
            canvas.paragraph(StyledText("Full (strict) works until \(ending(until))\(until)."))
        }
        if let note = report.tool.trust.note {
            canvas.paragraph(StyledText("Trust: \(report.tool.trust.label); \(note)."))
        }
        if assessment.at.date != report.observation.startedAt.date {
            canvas.paragraph(
                StyledText(
                    "Seen on \(report.observation.startedAt), judged for \(assessment.at)."))
        }
        let place: TerminalText =
            report.observation.vantage.isOrigin
            ? """
            Checked on the origin itself: whether its firewall lets Cloudflare in was not \
            tested.
            """ : "Checked from here, not from Cloudflare."
        canvas.paragraph(
            StyledText(
                """
                \(place) Ruleset \(report.tool.ruleset), \
                \(Wording.seconds(report.observation.milliseconds)), exit \(report.exitStatus).
                """, .dim))
    }

    /// Returns a note about the certificate's expiry if a leaf expires at the given time.
    private func ending(_ until: UnixTime) -> TerminalText {
        let leaves = report.observation.addresses.compactMap(\.chain.first)
        return leaves.contains { $0.notAfter == until } ? "the certificate expires on " : ""
    }
}

/// The lines about revocation, shown only if it was requested.
extension TextPage {
    mutating func addRevocation() {
        var told: [CertificateRevocation] = []
        for seen in report.observation.addresses {
            for status in report.verdicts[seen.address]?.revocation ?? []
            where !told.contains(status) {
                told.append(status)
            }
        }
        guard !told.isEmpty else { return }
        canvas.paragraph(StyledText("REVOCATION", .strong))
        for status in told {
            canvas.paragraph(
                StyledText("\(status.certificate): \(Wording.words(status.status))"),
                label: revocationMark(status.status) + " ", hang: 4)
        }
        canvas.blank()
    }

    private func revocationMark(_ status: RevocationStatus) -> StyledText {
        switch status {
        case .good: mark(.good)
        case .revoked: mark(.bad)
        case .unknown: mark(.note)
        }
    }
}
