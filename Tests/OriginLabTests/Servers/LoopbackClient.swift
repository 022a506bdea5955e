import Glibc
import NIOCore
import OriginFacts

/// A blocking TCP client that sends one message and reads until the end or a timeout.
enum LoopbackClient {
    /// The end of a visit, with all bytes received before it.
    enum Visit: Equatable {
        case refused
        case closed([UInt8])
        case reset([UInt8])
        /// The connection was still open at the timeout.
        case open([UInt8])

        var text: String {
            switch self {
            case .refused: ""
            case .closed(let bytes), .reset(let bytes), .open(let bytes):
                String(decoding: bytes, as: UTF8.self)
            }
        }

        /// The number of bytes before the first empty line.
        var headerBytes: Int {
            text.firstRange(of: "\r\n\r\n").map { text[..<$0.lowerBound].utf8.count } ?? 0
        }
    }

    /// Connects, sends, and reads until the server pauses for longer than `milliseconds`.
    static func visit(
        _ address: IPAddress, port: UInt16, saying request: [UInt8], milliseconds: Int = 2_000
    ) -> Visit {
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        let socket = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var patience = timeval(
            tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard connect(socket, to: address, port) else { return .refused }
        _ = send(socket, request, request.count, Int32(MSG_NOSIGNAL))
        return listen(socket)
    }

    private static func listen(_ socket: Int32) -> Visit {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count < 0, errno == EINTR { continue }
            if count == 0 { return .closed(received) }
            if count < 0 { return errno == ECONNRESET ? .reset(received) : .open(received) }
            received += buffer.prefix(count)
        }
    }

    private static func connect(_ socket: Int32, to address: IPAddress, _ port: UInt16) -> Bool {
        let packed = ByteBuffer(bytes: address.bytes)
        guard let name = try? SocketAddress(packedIPAddress: packed, port: Int(port)) else {
            return false
        }
        return name.withSockAddr { Glibc.connect(socket, $0, socklen_t($1)) == 0 }
    }
}
