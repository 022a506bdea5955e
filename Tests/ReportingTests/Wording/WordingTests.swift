import EdgePolicy
import OriginFacts
import Reporting
import Testing

@Suite struct `The wording` {
    private func wording(_ mode: EncryptionMode, origins: Int = 2) -> Wording {
        var wording = Wording(SampleCatalog.ready.report)
        wording.mode = mode
        wording.originCount = origins
        return wording
    }

    @Test(arguments: EncryptionMode.allCases)
    func `says of every finding what was seen and what it means`(mode: EncryptionMode) {
        for kind in FindingCatalog.kinds {
            let words = wording(mode).words(
                Finding(kind, severity: .error, addresses: [Sample.first]))
            for text in [words.title, words.saw, words.means] {
                expectSentence(text.text, about: kind.id)
            }
            #expect(words.title.text.count <= 60, "\(kind.id): a title is a few words")
            #expect([".", "?"].contains(words.means.text.last), "\(kind.id) in \(mode)")
        }
    }

    @Test func `says of every remedy what to do`() {
        for remedy in FindingCatalog.remedies {
            let advice = wording(.strict).advice(remedy)
            expectSentence(advice.text.text, about: "\(remedy)")
            for snippet in advice.snippets { #expect(!snippet.lines.isEmpty) }
        }
    }

    private func expectSentence(_ text: String, about subject: String) {
        #expect(!text.isEmpty, "\(subject)")
        #expect(!text.contains("  "), "\(subject): \(text)")
        #expect(!text.contains(".."), "\(subject): \(text)")
        #expect(!text.contains("Optional("), "\(subject): \(text)")
        let isASCII = text.unicodeScalars.allSatisfy(\.isASCII)
        #expect(isASCII, "\(subject): \(text)")
    }

    @Test(arguments: FindingCatalog.defects.indices)
    func `promises 526 only where certificates are checked`(index: Int) {
        let finding = Finding(
            .certificate(.defect(FindingCatalog.defects[index])), severity: .error)
        for mode in EncryptionMode.allCases {
            let means = wording(mode).words(finding).means.text
            let checks = mode == .strict || mode == .sslOnly
            #expect(means.hasPrefix("Nothing in") == !checks)
            #expect(means.contains("526"))
        }
    }

    // swift-format-ignore
    static let promised: [(FindingKind, String)] = [
        (.reach(.timedOut(port: 443, milliseconds: 5_000, otherPortAnswers: true)), "no answer in 5 s; Cloudflare waits 19 s"),
        (.http(.timedOut(leg: .tls, milliseconds: 14_200)), "if there is no response for 125 s; we waited 14.2 s"),
        (.reach(.refused(port: 443, otherPortAnswers: false)), "unless a firewall rejects non-Cloudflare addresses: run this on the origin to be sure"),
        (.reach(.refused(port: 80, otherPortAnswers: true)), "521 unless Always Use HTTPS is on"),
        (.handshake(.stalled(milliseconds: 9_000)), "522 or 525"),
        (.handshake(.tripleDESOnly(.tls1_0)), "Cannot tell: Cloudflare offers that suite, so it may get through"),
        (.handshake(.tripleDESOnly(.tls1_2)), "lists it for TLS 1.0 only"),
        (.handshake(.alert(.handshakeFailure)), "ciphers; DES-CBC3-SHA (3DES) could not be offered"),
        (.handshake(.alert(.insufficientSecurity)), "could not be offered"),
        (.handshake(.closed(wasReset: false)), "could not be offered"),
        (.reach(.unreachable(port: 443)), "523"), (.http(.empty(leg: .tls)), "520"), (.handshake(.alert(.internalError)), "525"),
        (.name(.originUnresolved(name: "a", answer: .nameError)), "530"), (.name(.originIsEdge(addresses: [])), "1000"),
        (.reach(.prohibited(port: 443)), "Cannot tell"), (.name(.proxied(addresses: [])), "Cannot tell"),
        (.redirect(.loop(modes: [.off], headerTrust: .ignoredFromHere)), "unless the app trusts that header only from Cloudflare's addresses"),
    ]

    @Test(arguments: promised.indices)
    func `breaks or cannot tell, in the words of the table`(index: Int) {
        let (kind, text) = Self.promised[index]
        let words = wording(.strict, origins: 1).words(Finding(kind, severity: .error))
        #expect("\(words.saw.text) \(words.means.text)".contains(text))
    }

    // swift-format-ignore
    @Test(arguments: [
        (EncryptionMode.off, "Off"), (.flexible, "Flexible"), (.full, "Full"), (.strict, "Full (strict)"),
        (.sslOnly, "Strict (SSL-Only)"),
    ])
    func `spells modes as the dashboard does`(mode: EncryptionMode, name: String) {
        #expect(Wording.name(mode).text == name)
        #expect(Wording.meaning(mode).text.hasSuffix("."))
    }

    @Test(arguments: EdgeError.allCases)
    func `names every edge error by its code`(error: EdgeError) {
        let number = error.rawValue.prefix { $0.isNumber }
        #expect(Wording.name(error).text.hasPrefix(number))
        #expect(Wording.short(.edgeError(error)).text.hasPrefix(number))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("/", ""), ("/a-b_c.d/e", " --path /a-b_c.d/e"), ("/a b", " --path '/a b'"),
        ("/'$(reboot)'", #" --path '/'\''$(reboot)'\'''"#), ("/;rm", " --path '/;rm'"),
    ])
    func `gives commands that a shell takes as they are`(path: String, option: String) {
        var report = SampleCatalog.ready.report
        report.observation.target.path = path
        #expect(
            Wording(report).command(for: [Sample.first]).text
                == "fullstrict check shop.example.com --resolve 203.0.113.10" + option)
    }

    @Test func `gives commands with every option of the target`() {
        var report = SampleCatalog.international.report
        report.observation.target.serverName = "sni.example"
        report.observation.target.alsoNames = ["also.example"]
        report.assessment.verdict.mode = .full
        #expect(
            Wording(report).command(for: []).text == """
                fullstrict check xn--bcher-kva.example --connect-to origin.example.net -p 8443 \
                --http-port 8080 --sni sni.example --also-name also.example --mode full
                """)
    }
}
