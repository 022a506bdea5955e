import OriginFacts
import Testing

@testable import TLSEngine

/// The hello that offers only 3DES, and the interpretation of its response.
@Suite struct TripleDESTests {
    private static let random = [UInt8](0..<32)

    @Test func theHelloOffersOneSuiteUnderTheEdgesNameAndAlgorithms() throws {
        let record = TripleDESHello.record(serverName: "www.origin.test", random: Self.random)
        let hello = try #require(ClientHello(record))
        #expect(hello.suites == [0x000A, 0x00FF])
        #expect(hello.list(13) == EdgeHelloTable.signatureAlgorithms.map(\.number))
        #expect(hello.extensions[0]?.dropFirst(5).elementsEqual("www.origin.test".utf8) == true)
        #expect(Set(hello.extensions.keys) == [0, 13])
        #expect(Array(record[9..<11]) == [3, 3])
        #expect(Array(record[11..<43]) == Self.random)
        #expect(Int(record[3]) << 8 | Int(record[4]) == record.count - 5)
    }

    @Test func aHelloWithoutANameHasNoNameExtension() throws {
        let record = TripleDESHello.record(serverName: nil, random: Self.random)
        #expect(try #require(ClientHello(record)).extensions.keys.sorted() == [13])
    }

    /// Returns a ServerHello in one record of that version.
    private static func record(_ minor: UInt8, suite: UInt16 = 0x000A, tail: [UInt8] = [])
        -> [UInt8]
    {
        let body: [UInt8] =
            [3, minor] + random + [2, 1, 1, UInt8(suite >> 8), UInt8(suite & 0xFF), 0]
        let message = [2, 0, 0, UInt8(body.count)] + body + tail
        return [22, 3, minor, 0, UInt8(message.count)] + message
    }

    private static let refusal: [UInt8] = [21, 3, 1, 0, 2, 2, 40]
    private static let warning: [UInt8] = [21, 3, 1, 0, 2, 1, 112]

    // swift-format-ignore
    private static let rows: [(bytes: [UInt8], answer: TripleDESAnswer?)] = [
        (record(1), .chosen(.tls1_0)), (record(2), .chosen(.tls1_1)), (record(3), .chosen(.tls1_2)),
        (record(0), .notChosen), (record(4), .notChosen), (record(1, suite: 0x002F), .notChosen),
        (record(1, tail: [11, 0, 9]), .chosen(.tls1_0)), (warning + record(1), .chosen(.tls1_0)),
        (refusal, .notChosen), (refusal + record(1), .notChosen), ([], nil), (warning, nil),
        (Array("HTTP/1.1 400 Bad Request".utf8), .notChosen), ([0x80, 3, 0, 0, 1], .notChosen),
        ([22, 3, 1, 0, 4, 11, 0, 0, 0], .notChosen), ([22, 3, 1, 0, 4, 2, 255, 255, 255], .notChosen),
        ([22, 2], .notChosen), ([22, 3, 1, 0, 6, 2, 0, 0, 2, 3, 1], .notChosen),
    ]

    @Test(arguments: rows.indices)
    func aReplyIsToldInWhateverPiecesItComes(index: Int) {
        let (bytes, answer) = Self.rows[index]
        for cut in 0...bytes.count {
            var reply = TripleDESReply()
            reply.take(bytes.prefix(cut))
            reply.take(bytes.dropFirst(cut))
            #expect(reply.answer == answer)
            reply.end()
            #expect(reply.answer == answer ?? .notChosen)
        }
    }

    @Test func aReplyIsNotKeptBeyondItsLimit() {
        var reply = TripleDESReply()
        for _ in 0..<10_000 { reply.take(Self.warning) }
        #expect(reply.answer == .notChosen)
    }
}
