internal import NIOCore

/// Adds the missing carriage return to header lines that end in a line feed alone, because the
/// HTTP/1.1 decoder that follows requires CRLF. RFC 9112 section 2.2 allows recipients to accept
/// such lines, and the parser of Cloudflare's own proxy accepts them (cloudflare/pingora uses
/// httparse).
final class BareLFNormalizer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var isInHead = true
    private var previous: UInt8 = 0
    private var lineLength = 0
    /// The start of the status line, up to the first digit of the status. A 1 means an
    /// informational response.
    private var statusLine: [UInt8] = []

    /// Prepares for a new response.
    func restart() {
        isInHead = true
        startHead()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard isInHead else { return context.fireChannelRead(data) }
        let buffer = unwrapInboundIn(data)
        guard let normalized = buffer.withUnsafeReadableBytes({ normalize($0) }) else {
            return context.fireChannelRead(data)
        }
        context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: normalized)))
    }

    /// Returns the bytes with the missing carriage returns, or nil if none is missing.
    private func normalize(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        var normalized: [UInt8] = []
        var copied = 0
        var start = 0
        while isInHead, let end = bytes[start...].firstIndex(of: 0x0A) {
            take(bytes[start..<end])
            if previous != 0x0D {
                normalized += bytes[copied..<end]
                normalized.append(0x0D)
                copied = end
            }
            endLine()
            start = end + 1
        }
        if isInHead { take(bytes[start...]) }
        guard !normalized.isEmpty else { return nil }
        return normalized + bytes[copied...]
    }

    /// Processes a line or part of a line, without its line feed.
    private func take(_ part: Slice<UnsafeRawBufferPointer>) {
        guard let last = part.last else { return }
        previous = last
        lineLength += last == 0x0D ? part.count - 1 : part.count
        if statusLine.count < 10 { statusLine += part.prefix(10 - statusLine.count) }
    }

    private func endLine() {
        defer {
            lineLength = 0
            previous = 0
        }
        // Empty lines before the status line do not end the head.
        guard lineLength == 0 else { return }
        guard statusLine.count == 10 else { return startHead() }
        isInHead = statusLine.last == 0x31
        startHead()
    }

    private func startHead() {
        previous = 0
        lineLength = 0
        statusLine = []
    }
}
