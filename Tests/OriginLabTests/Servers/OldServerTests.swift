import OriginFacts
import OriginLab
import Testing

@Suite("Outdated servers")
struct OldServerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let id: String
        /// The cipher suite that these servers choose, and their ServerHello up to the suite.
        let taken: UInt16
        let version: UInt8
        let refusal: [UInt8]

        var testDescription: String { id }
    }

    // swift-format-ignore
    static let rows = [
        Row(id: "triple-des-only",        taken: 0x000A, version: 1, refusal: [21, 3, 1, 0, 2, 2, 40]),
        Row(id: "triple-des-only-closes", taken: 0x000A, version: 1, refusal: []),
        Row(id: "triple-des-only-tls12",  taken: 0x000A, version: 3, refusal: [21, 3, 3, 0, 2, 2, 71]),
        Row(id: "rc4-only",               taken: 0x0005, version: 1, refusal: [21, 3, 1, 0, 2, 2, 40]),
        Row(id: "ssl3-only",              taken: 0x002F, version: 0, refusal: [21, 3, 0, 0, 2, 2, 40]),
    ]

    @Test("choose the suite they support, and refuse every other", arguments: rows)
    func choice(_ row: Row) async throws {
        try await withOrigin(row.id) { origin, _ in
            func visit(_ suites: UInt16...) -> LoopbackClient.Visit {
                LoopbackClient.visit(
                    origin.origin.addresses[0], port: origin.ports.https,
                    saying: Self.hello(suites), milliseconds: 700)
            }
            guard case .open(let bytes) = visit(0x1301, row.taken) else {
                Issue.record("no choice")
                return
            }
            #expect(bytes.prefix(3) == [22, 3, row.version])
            #expect(bytes.suffix(3) == [UInt8(row.taken >> 8), UInt8(row.taken & 0xFF), 0])
            #expect(visit(0x1301, 0xC02F) == .closed(row.refusal))
        }
    }

    /// Returns a ClientHello with only these suites.
    private static func hello(_ suites: [UInt16]) -> [UInt8] {
        let list = suites.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let body: [UInt8] =
            [3, 3] + [UInt8](repeating: 9, count: 32) + [0, 0, UInt8(list.count)] + list + [1, 0]
        let message = [1, 0, 0, UInt8(body.count)] + body
        return [22, 3, 1, 0, UInt8(message.count)] + message
    }
}
