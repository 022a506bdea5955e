import NIOCore
import NIOEmbedded
import Testing

@testable import OriginProbe

@Suite("Line feeds of a head")
struct LineFeedMenderTests {
    private func mended(_ text: String, cutAt size: Int) throws -> String {
        let channel = EmbeddedChannel(handler: BareLFNormalizer())
        var rest = text.utf8[...]
        var output = ""
        while !rest.isEmpty {
            try channel.writeInbound(ByteBuffer(bytes: rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        while let piece = try channel.readInbound(as: ByteBuffer.self) {
            output += String(buffer: piece)
        }
        _ = try channel.finish()
        return output
    }

    @Test(
        "Lone line feeds of heads become CRLF, however the bytes are cut; bodies stay as they are",
        arguments: [
            ("HTTP/1.1 200 OK\nA: b\n\nx\ny", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\ny"),
            ("HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\ny", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\ny"),
            ("HTTP/1.1 200 OK\r\nA: b\n\nx\n\n", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\n\n"),
            (
                "HTTP/1.1 103 Early\n\nHTTP/1.1 200 OK\n\nx\n",
                "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\n"
            ),
            ("\r\nHTTP/1.1 200 OK\n\nx\n", "\r\nHTTP/1.1 200 OK\r\n\r\nx\n"),
            ("", ""),
        ])
    func mend(text: String, expected: String) throws {
        for size in [1, 2, 3, 7, 1_000] {
            #expect(try mended(text, cutAt: size) == expected)
        }
    }
}
