import OriginFacts
import Testing

@testable import EdgePolicy

@Suite struct `The table of remedies` {
    // swift-format-ignore
    static let firsts: [(FindingKind, Remedy)] = [
        (.reach(.refused(port: 80, otherPortAnswers: true)),   .alwaysUseHTTPS),
        (.reach(.refused(port: 80, otherPortAnswers: false)),  .listen(port: 80, scheme: .http, addresses: [])),
        (.reach(.refused(port: 443, otherPortAnswers: true)),  .listen(port: 443, scheme: .https, addresses: [])),
        (.reach(.prohibited(port: 443)),                       .allowCloudflareRanges(addresses: [])),
        (.reach(.reset(port: 443)),                            .allowCloudflareRanges(addresses: [])),
        (.handshake(.certificateMessageTooLarge),                            .repairChain(missingIssuer: "", addresses: [])),
        (.certificate(.uncertain(.dependsOnPathBuilding(remove: "CN=a"))), .repairChain(missingIssuer: "", addresses: [])),
        (.certificate(.remark(.underscoreAsHyphen(name: "a-b"))),         .addName("shop.example.com", addresses: [])),
        (.http(.answeredByEdge(leg: .tls, cfRay: "1")),                   .nameTheOrigin),
        (.http(.accessRefused(leg: .tls, status: 403)),               .runOnTheOrigin),
        (.redirect(.loop(modes: [.off, .flexible], headerTrust: .ignoredFromHere)), .trustForwardedProto),
        (.redirect(.loop(modes: [.off], headerTrust: .trusted)),  .removeRedirect(leg: .plain)),
    ]

    @Test(arguments: firsts.indices)
    func `names first what helps most`(index: Int) {
        let (kind, remedy) = Self.firsts[index]
        let context = RemedyContext(target: .shop, mode: .strict)
        #expect(kind.remedies(context).first == remedy, "\(kind.id)")
    }
}
