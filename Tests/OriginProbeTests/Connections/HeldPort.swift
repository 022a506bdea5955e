import Glibc
import NIOCore

/// A port on 127.0.0.1 that this process keeps, so that no other process responds on it.
final class HeldPort {
    /// The behaviour of the port.
    enum Kind {
        /// UDP, held by a socket with one peer: every other sender gets "port unreachable".
        case datagram
        /// TCP, bound but not listening: connections are refused.
        case refusing
        /// TCP with a full queue: SYNs are dropped.
        case silent
    }

    struct Failure: Error {
        let operation: String
        let code: Int32
    }

    let port: UInt16
    private var descriptors: [Int32] = []

    init(_ kind: Kind) throws {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        let main = socket(AF_INET, Int32(type.rawValue), 0)
        descriptors = [main]
        try HeldPort.check("bind", HeldPort.with(port: 0) { bind(main, $0, $1) })
        port = try HeldPort.port(of: main)
        switch kind {
        case .datagram:
            try HeldPort.check("connect", HeldPort.with(port: 1) { connect(main, $0, $1) })
        case .refusing:
            break
        case .silent:
            try HeldPort.check("listen", listen(main, 0))
            for _ in 0..<3 {
                let client = socket(
                    AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
                descriptors.append(client)
                _ = try HeldPort.with(port: port) { connect(client, $0, $1) }
            }
            usleep(20_000)
        }
    }

    deinit {
        release()
    }

    func release() {
        descriptors.forEach { close($0) }
        descriptors = []
    }

    private static func with(
        port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        try SocketAddress(ipAddress: "127.0.0.1", port: Int(port)).withSockAddr {
            body($0, socklen_t($1))
        }
    }

    /// Reads the port from the third and fourth byte of the address. The structure's members belong
    /// to Glibc in one build and to a NIO module in the next, depending on which is read first.
    private static func port(of descriptor: Int32) throws -> UInt16 {
        var name = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        try check(
            "getsockname",
            withUnsafeMutablePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(descriptor, $0, &size)
                }
            })
        return withUnsafeBytes(of: name) { UInt16($0[2]) << 8 | UInt16($0[3]) }
    }

    private static func check(_ operation: String, _ result: Int32) throws {
        guard result == 0 else { throw Failure(operation: operation, code: errno) }
    }
}
