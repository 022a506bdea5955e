import Testing

/// Whether a mode breaks or is unknown behind a real packet filter, for every row of the table.
@Suite(
    .enabled(
        if: FirewalledOrigin.isAllowed,
        "needs user namespaces with a network (unshare -rn) and nft in them"),
    .serialized, .timeLimit(.minutes(3)))
struct `Behind a firewall` {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: [String]
        var hasRoute = true
        var address = "127.0.0.1"
        /// The outcome for https visitors in Full (strict), and in Flexible.
        let strict: String
        let flexible: String
        /// The finding that explains the outcome; nil for a healthy origin.
        let finding: String?
        let status: Int32

        var testDescription: String { name }
    }

    private static let tls = "tcp dport 18443"
    private static let plain = "tcp dport 18444"
    private static let both = "tcp dport { 18443, 18444 }"
    private static let prohibited = "reject with icmpx type admin-prohibited"

    private static let rows: [Row] = [
        Row(
            name: "no rule", rules: [], strict: "200", flexible: "200", finding: nil, status: 0),
        Row(
            name: "TLS refused, plain answers", rules: ["\(tls) reject with tcp reset"],
            strict: "521", flexible: "200", finding: "tcp.refused", status: 1),
        Row(
            name: "refused by port-unreachable",
            rules: ["\(tls) reject with icmpx type port-unreachable"],
            strict: "521", flexible: "200", finding: "tcp.refused", status: 1),
        Row(
            name: "both refused", rules: ["\(both) reject with tcp reset"],
            strict: "521", flexible: "521", finding: "tcp.refused", status: 1),
        Row(
            name: "TLS refused, plain silent",
            rules: ["\(tls) reject with tcp reset", "\(plain) drop"],
            strict: "521", flexible: "unknown", finding: "tcp.refused", status: 1),
        Row(
            name: "TLS prohibited, plain answers", rules: ["\(tls) \(prohibited)"],
            strict: "unknown", flexible: "200", finding: "tcp.prohibited", status: 3),
        Row(
            name: "TLS host-prohibited, plain answers",
            rules: ["\(tls) reject with icmp type host-prohibited"],
            strict: "unknown", flexible: "200", finding: "tcp.prohibited", status: 3),
        Row(
            name: "TLS silent, plain answers", rules: ["\(tls) drop"],
            strict: "522", flexible: "200", finding: "tcp.timeout", status: 1),
        Row(
            name: "both silent", rules: ["\(both) drop"],
            strict: "unknown", flexible: "unknown", finding: "tcp.timeout", status: 3),
        Row(
            name: "no route at the origin's end",
            rules: ["\(both) reject with icmp type net-unreachable"],
            strict: "523", flexible: "523", finding: "net.unreachable", status: 1),
        Row(
            name: "no route from here either",
            rules: ["\(both) reject with icmp type net-unreachable"], hasRoute: false,
            strict: "unknown", flexible: "unknown", finding: "vantage.inconclusive", status: 3),
        Row(
            name: "IPv6 without a route from here", rules: [], address: "2001:db8::1",
            strict: "unknown", flexible: "unknown", finding: "vantage.inconclusive", status: 3),
    ]

    @Test(arguments: rows)
    func `every kind of silence and refusal has its own outcome`(row: Row) throws {
        let outcome = try FirewalledOrigin.check(
            rules: row.rules, hasRoute: row.hasRoute, address: row.address)
        let result = try ResultView(outcome.output)
        #expect(result.outcomes("strict", "https") == [row.strict])
        #expect(result.outcomes("flexible", "https") == [row.flexible])
        let findings = ["error", "warning"].flatMap { result.findings($0) }
        if let finding = row.finding {
            #expect(findings.contains(finding), "\(findings)")
        } else {
            #expect(findings.isEmpty)
        }
        #expect(outcome.status == row.status)
    }
}
