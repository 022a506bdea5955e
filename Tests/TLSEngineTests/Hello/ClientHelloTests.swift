import OpenSSLSupport
import Testing

@testable import TLSEngine

@Suite struct ClientHelloTests {
    private func hello(
        _ options: EdgeHello = EdgeHello(), serverName: String? = "www.origin.test",
        protocols: [String] = ["h2", "http/1.1"]
    ) throws -> (hello: ClientHello, notOffered: [String]) {
        let context = try EdgeTLSContext(library: LibraryContext(), hello: options)
        let client = try TLSConnection(
            context: context, serverName: serverName, applicationProtocols: protocols)
        #expect(client.handshake().needsBytes)
        return (try #require(ClientHello(client.takeOutgoing())), context.notOffered)
    }

    @Test func theSuitesAreTheEdgesInItsOrder() throws {
        let (hello, notOffered) = try hello()
        let edge = EdgeHelloTable.suites13 + EdgeHelloTable.suites12
        let expected = edge.filter { !notOffered.contains($0.name) }.map(\.number)
        // 00FF signals "secure renegotiation", for which BoringSSL uses an empty extension (RFC
        // 5746).
        #expect(hello.suites.filter { $0 != 0x00FF } == expected)
    }

    @Test func whatTheLinkedOpenSSLLacksIsNamedAndNothingElse() throws {
        let lacking = Set(try hello().notOffered)
        #expect(lacking.isSubset(of: ["DES-CBC3-SHA", "X25519MLKEM768"]))
        let suites = try hello().hello.suites
        #expect(lacking.contains("DES-CBC3-SHA") == !suites.contains(0x000A))
    }

    @Test func theGroupsAreTheEdgesWithOneClassicalKeyShare() throws {
        let hello = try hello(EdgeHello(keyExchange: .classical)).hello
        #expect(hello.list(10) == EdgeHelloTable.groups.map(\.number))
        #expect(hello.keyShareGroups == [0x001D])
    }

    @Test(arguments: EdgeKeyExchange.allCases)
    func postQuantumIsOfferedWhereItCanBe(_ choice: EdgeKeyExchange) throws {
        let (hello, notOffered) = try hello(EdgeHello(keyExchange: choice))
        let isPossible = !notOffered.contains("X25519MLKEM768") && choice != .classical
        #expect(hello.list(10).contains(0x11EC) == isPossible)
        let first: UInt16 = isPossible && choice == .postQuantumPreferred ? 0x11EC : 0x001D
        #expect(hello.keyShareGroups.first == first)
    }

    @Test func theSignatureAlgorithmsAreTheEdgesInItsOrder() throws {
        let hello = try hello().hello
        #expect(hello.list(13) == EdgeHelloTable.signatureAlgorithms.map(\.number))
    }

    @Test func theVersionsAre1Point3DownTo1Point0() throws {
        #expect(try hello().hello.list(43, prefix: 1) == [0x0304, 0x0303, 0x0302, 0x0301])
    }

    @Test func httpTwoComesBeforeHTTPOne() throws {
        let wire = Array("\u{2}h2\u{8}http/1.1".utf8)
        #expect(try hello().hello.extensions[16] == [0, UInt8(wire.count)] + wire)
        #expect(try hello(protocols: []).hello.extensions[16] == nil)
    }

    @Test func theServerNameIsSentOnlyWhenThereIsOne() throws {
        let name = try hello(serverName: "www.origin.test").hello.extensions[0] ?? []
        #expect(name.suffix(15).elementsEqual("www.origin.test".utf8))
        #expect(try hello(serverName: nil).hello.extensions[0] == nil)
    }

    @Test func aStapleIsAskedForOnlyOnDemand() throws {
        #expect(try hello().hello.extensions[5] == nil)
        #expect(try hello(EdgeHello(asksForOCSPStaple: true)).hello.extensions[5] != nil)
    }

    @Test func encryptThenMACIsNotOffered() throws {
        #expect(try hello().hello.extensions[22] == nil)
    }

    @Test func aServerNameThatCannotBeSentIsRefused() throws {
        let context = try EdgeTLSContext(library: LibraryContext())
        for name in ["a\0b.test", String(repeating: "a", count: 300)] {
            #expect(throws: OpenSSLFailure.self) {
                try TLSConnection(context: context, serverName: name)
            }
        }
    }
}
