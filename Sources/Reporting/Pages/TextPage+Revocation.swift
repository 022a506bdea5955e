internal import OriginFacts

/// The lines about revocation, there only when it was asked for.
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
