internal import EdgePolicy
internal import OriginFacts

/// The path of certificate renewal by HTTP-01.
extension Wording {
    func renewalBlocked(_ outcome: EdgeOutcome) -> FindingWords {
        FindingWords(
            "renewal by HTTP-01 cannot get through",
            saw: "http visitors of \(Wording.challengePath) get \(Wording.inSentence(outcome))",
            means: """
                The authority that checks it is such a visitor: in \(name) it gets no further, and \
                the certificate ends without a successor.
                """)
    }

    func renewalNeedsCertificate() -> FindingWords {
        FindingWords(
            "renewal by HTTP-01 leads over https",
            saw: "\(Wording.challengePath) is redirected to https",
            means: """
                It works while the certificate does. Once that has expired \(name) answers 526 to the \
                authority as well: then only another mode or another way lets it through.
                """)
    }

    private static let challengePath: TerminalText = "/.well-known/acme-challenge/"
}
