import EdgePolicy
import OriginFacts
import Reporting

/// A whole report, made from hand-written facts that the real policy judges.
struct Sample: Sendable, CustomStringConvertible {
    var name: String
    var target: Target = .shop
    var addresses: [AddressObservation] = [.healthy()]
    /// The defects in the order of the addresses; addresses beyond the end of the list have none.
    var defects: [[ChainDefect]] = []
    var remarks: [ChainFinding] = []
    var dns: DNSFacts?
    var live: LiveLook?
    var siblings: [SiblingReport] = []
    var mode: EncryptionMode = .strict
    var exitStatus: Int32 = 0

    var description: String { name }

    static let now = UnixTime(year: 2026, month: 11, day: 22, hour: 18, minute: 4, second: 5)
    static let first = IPAddress.v4(0xCB00_710A)
    static let second = IPAddress.v4(0xCB00_710B)

    init(_ name: String, _ change: (inout Sample) -> Void = { _ in }) {
        self.name = name
        change(&self)
    }

    var observation: OriginObservation {
        OriginObservation(
            target: target, startedAt: Sample.now, milliseconds: 1_412, dns: dns,
            addresses: addresses, live: live,
            prober: ProberFacts(
                version: "1.0.0", openSSL: "OpenSSL 3.0.22",
                notOffered: ["DES-CBC3-SHA", "X25519MLKEM768"]))
    }

    var verdicts: [IPAddress: ChainVerdict] {
        var verdicts: [IPAddress: ChainVerdict] = [:]
        for (index, seen) in addresses.enumerated() where !seen.chain.isEmpty {
            verdicts[seen.address] = verdict(index < defects.count ? defects[index] : [], seen)
        }
        return verdicts
    }

    private func verdict(_ defects: [ChainDefect], _ seen: AddressObservation) -> ChainVerdict {
        guard defects.isEmpty else {
            return ChainVerdict(
                strict: .rejected(defects), browser: .rejected(defects),
                nameMatch: .requested(entry: "shop.example.com"), findings: remarks)
        }
        return ChainVerdict(
            strict: .accepted, browser: .accepted, path: seen.chain.map(\.sha256) + ["96bcec06"],
            anchor: .publicRoot, nameMatch: .requested(entry: "shop.example.com"),
            findings: remarks, strictUntil: seen.chain.first?.notAfter)
    }

    var assessment: Assessment {
        EdgeJudge.assess(observation, verdicts: verdicts, mode: mode, at: Sample.now)
    }

    var report: CheckReport {
        CheckReport(
            observation: observation, verdicts: verdicts, assessment: assessment, tool: .sample,
            siblings: siblings, exitStatus: exitStatus)
    }
}

extension ToolFacts {
    static let sample = ToolFacts(
        version: "1.0.0", ruleset: "2026.11", openSSL: "OpenSSL 3.0.22",
        trust: TrustFacts(
            name: "cloudflare", label: "Cloudflare's list of roots",
            date: CivilDate(year: 2026, month: 5, day: 17), sha256: "90cec65b", count: 341))
}

extension Target {
    static let shop = Target(
        input: "shop.example.com",
        host: .name(ascii: "shop.example.com", unicode: "shop.example.com"),
        addressing: .given([Sample.first]))

    func with(_ change: (inout Target) -> Void) -> Target {
        var copy = self
        change(&copy)
        return copy
    }
}
