import DataFormats
import OriginFacts

@testable import OpenSSLSupport
@testable import OriginProbe
@testable import Reporting

/// Readers of text: JSON, targets, system files.
extension FuzzTarget {
    static let documents = [json, question, result, base64, edgeError, hosts, names]

    private static let jsonTexts = [
        #"{"id":1,"a":[true,false,null,-1.5e3,"\u00e9\ud83d\ude00\n"],"b":{"c":{}}}"#, "[[[[]]]]",
        #""text""#, "1234567890123456789012345678901234567890", "-0.0",
    ]

    private static let json = FuzzTarget("json", texts: jsonTexts) {
        _ = try? JSONReader.value(of: $0)
        _ = try? ResultDocument.key($0)
    }

    private static let question = FuzzTarget("question", seeds: FuzzSeeds.questions) {
        guard let value = try? ChainQuestion.value(of: $0) else { return }
        _ = ChainQuestion.id(of: value)
        guard let question = try? ChainQuestion(value) else { return }
        for text in [question.leaf] + question.intermediates + (question.trust ?? []) {
            let document = try? PEMDocument(reading: Array(text.utf8), maximumBlocks: 1_000)
            for der in document?.contents(labelled: "CERTIFICATE") ?? [] {
                _ = FuzzSeeds.library.flatMap { try? CertificateHandle(der: der, in: $0) }
            }
        }
        _ = question.host.map { try? HostReader.read($0[...]) }
    }

    private static let result = FuzzTarget("result", seeds: FuzzSeeds.results) {
        _ = try? ResultDocument.decode($0)
    }

    private static let base64 = FuzzTarget("base64", texts: ["AAAA", "QUI=", "QQ=="]) {
        _ = Base64.bytes(String(decoding: $0, as: UTF8.self))
    }

    private static let edgeError = FuzzTarget(
        "edge-error",
        texts: [
            #"{"cloudflare_error":true,"status":526,"error_code":526,"error_name":"ssl","#
                + #""error_category":"origin"}"#
        ]
    ) {
        let answer = HTTPAnswer(status: 526)
        _ = EdgeErrorDocument.read(ExchangeOutcome(result: .answered(answer), body: $0))
    }

    private static let hosts = FuzzTarget(
        "hosts",
        texts: [
            "127.0.0.1 localhost # here\n::1\tip6-localhost a.test\n",
            "nameserver 192.0.2.1\nnameserver fe80::1%eth0\noptions timeout:1 attempts:9\n",
        ]
    ) {
        let text = String(decoding: $0, as: UTF8.self)
        _ = HostsFile(text).facts(of: "a.test", families: [.ipv4, .ipv6])
        _ = ResolverConfiguration(resolvConf: text)
        _ = try? ResolverConfiguration(option: text)
    }

    private static let names = FuzzTarget(
        "names",
        texts: [
            "https://www.example.com:8443/path?a=b#c", "bücher.example", "[2001:db8::1]:443",
            "xn--bcher-kva.example.", "192.0.2.1", "a_b.example.com",
        ]
    ) {
        let text = String(decoding: $0, as: UTF8.self)
        let ports = ProxiedPorts(http: [80, 8080], https: [443, 8443])
        _ = try? TargetParser(ports: ports).parse(text)
        _ = InternationalName.unicode(text)
        _ = IPAddress(text)
        _ = UnixTime(parsing: text)
    }
}
