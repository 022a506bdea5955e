import OriginFacts
import Testing

@testable import EdgePolicy

@Suite struct `The table of remedies` {
    // swift-format-ignore
    static let firsts: [(FindingKind, Remedy)] = [
        (.connectionRefused(port: 80, otherPortAnswers: true),   .alwaysUseHTTPS),
        (.connectionRefused(port: 80, otherPortAnswers: false),  .listen(port: 80, scheme: .http, addresses: [])),
        (.connectionRefused(port: 443, otherPortAnswers: true),  .listen(port: 443, scheme: .https, addresses: [])),
        (.connectionProhibited(port: 443),                       .allowCloudflareRanges(addresses: [])),
        (.connectionReset(port: 443),                            .allowCloudflareRanges(addresses: [])),
        (.certificateMessageTooLarge,                            .repairChain(missingIssuer: "", addresses: [])),
        (.chainUncertain(.dependsOnPathBuilding(remove: "CN=a")), .repairChain(missingIssuer: "", addresses: [])),
        (.chainRemark(.underscoreAsHyphen(name: "a-b")),         .addName("shop.example.com", addresses: [])),
        (.answeredByEdge(leg: .tls, cfRay: "1"),                   .nameTheOrigin),
        (.strangerRefused(leg: .tls, status: 403),               .runOnTheOrigin),
        (.redirectLoop(modes: [.off, .flexible], headerTrusted: .ignoredFromHere), .trustForwardedProto),
        (.redirectLoop(modes: [.off], headerTrusted: .trusted),  .removeRedirect(leg: .plain)),
    ]

    @Test(arguments: firsts.indices)
    func `names first what helps most`(index: Int) {
        let (kind, remedy) = Self.firsts[index]
        let context = RemedyTable.Context(target: .shop, mode: .strict)
        let found = RemedyTable.remedies(for: Finding(kind, severity: .error), context)
        #expect(found.first == remedy, "\(kind.id)")
    }
}
