import Glibc
import OriginFacts

/// A blocking TCP client that says one thing and listens until the end, or for a moment.
enum LoopbackClient {
    /// How a visit ended, with all bytes that came before.
    enum Visit: Equatable {
        case refused
        case closed([UInt8])
        case reset([UInt8])
        /// Still open when the time was over.
        case open([UInt8])

        var text: String {
            switch self {
            case .refused: ""
            case .closed(let bytes), .reset(let bytes), .open(let bytes):
                String(decoding: bytes, as: UTF8.self)
            }
        }

        /// Everything before the first empty line.
        var headerBytes: Int {
            text.firstRange(of: "\r\n\r\n").map { text[..<$0.lowerBound].utf8.count } ?? 0
        }
    }

    /// Connects, sends, and listens as long as no pause is longer than `milliseconds`.
    static func visit(
        _ address: IPAddress, port: UInt16, saying request: [UInt8], milliseconds: Int = 2_000
    ) -> Visit {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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
        guard case .v4(let value) = address else { return false }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = value.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, size) == 0
            }
        }
    }
}
