internal import NIOCore

/// Sits before the HTTP/1.1 decoder, which wants CRLF, and gives lines of a head that end in a line
/// feed alone their carriage return: RFC 9112 section 2.2 lets a recipient take such lines, and the
/// parser of Cloudflare's own proxy does (cloudflare/pingora uses httparse).
final class LineFeedMender: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var isInHead = true
    private var previous: UInt8 = 0
    private var lineLength = 0
    /// As much of the status line as tells a final response from an informational one.
    private var statusLine: [UInt8] = []

    /// Begins a new response.
    func restart() {
        isInHead = true
        startHead()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isInHead else { return context.fireChannelRead(data) }
        let buffer = unwrapInboundIn(data)
        guard let mended = mend(buffer.readableBytesView) else {
            return context.fireChannelRead(data)
        }
        context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: mended)))
    }

    /// The bytes with what was missing; nil when nothing was.
    private func mend(_ bytes: ByteBufferView) -> [UInt8]? {
        var mended: [UInt8] = []
        var copied = bytes.startIndex
        for place in bytes.indices {
            let byte = bytes[place]
            if byte == 0x0A {
                if previous != 0x0D {
                    mended += bytes[copied..<place]
                    mended.append(0x0D)
                    copied = place
                }
                endLine()
            } else if byte != 0x0D {
                lineLength += 1
                if statusLine.count < 10 { statusLine.append(byte) }
            }
            previous = byte
            if !isInHead { break }
        }
        guard !mended.isEmpty else { return nil }
        return mended + bytes[copied...]
    }

    private func endLine() {
        defer { lineLength = 0 }
        // Empty lines before the status line are no end.
        guard lineLength == 0, !statusLine.isEmpty else { return }
        let isInformational = statusLine.last == 0x31 && statusLine.count == 10
        isInHead = isInformational
        startHead()
    }

    private func startHead() {
        previous = 0
        lineLength = 0
        statusLine = []
    }
}
