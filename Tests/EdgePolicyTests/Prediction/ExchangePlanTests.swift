import EdgePolicy
import OriginFacts
import Testing

@Suite struct `Exchange plan` {
    private func missing(_ seen: AddressObservation) -> [ExchangeKey] {
        ExchangePlan.missing(.shop, seen, vantage: Vantage())
            .filter { $0.path != RenewalPath.path }
    }

    @Test func `begins with the four requests origins tell apart`() {
        let first = ExchangePlan.first(.shop)
        #expect(Set(first).count == 4)
        #expect(first.first == ExchangeKey(leg: .tls, forwarded: .https, path: "/"))
    }

    @Test func `asks for nothing more where every walk ends`() {
        for sample in SampleCatalog.rows.map(\.sample) where sample.name != "other path not asked" {
            for seen in sample.addresses where seen.exchanges.count == 4 {
                #expect(missing(seen).isEmpty, "\(sample.name)")
            }
        }
    }

    @Test func `follows a redirect to another path, whatever the certificate`() {
        let seen = AddressObservation.healthy(https: { _ in .redirect("/en/") })
        #expect(
            missing(seen) == [
                ExchangeKey(leg: .tls, forwarded: .https, path: "/en/"),
                ExchangeKey(leg: .tls, forwarded: .http, path: "/en/"),
            ])
    }

    @Test func `comes to an end on redirects without end`() {
        var seen = AddressObservation.healthy(https: { _ in .redirect("/1") })
        var asked = 0
        while case let keys = missing(seen), !keys.isEmpty, asked < 100 {
            asked += keys.count
            seen.exchanges += keys.map { Exchange(key: $0, result: .redirect("/\(asked)")) }
        }
        #expect(asked < 40)
    }
}
