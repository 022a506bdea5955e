import Glibc

/// A port of 127.0.0.1 kept by this process so that no one else answers on it.
final class HeldPort {
    /// How the port answers.
    enum Kind {
        /// UDP, taken by a socket that hears one peer only: everyone else gets "port unreachable".
        case datagram
        /// TCP, bound and not listening: connections are refused.
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
        var name = HeldPort.name(port: 0)
        try HeldPort.check("bind", HeldPort.with(&name) { bind(main, $0, $1) })
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try HeldPort.check(
            "getsockname",
            withUnsafeMutablePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(main, $0, &size)
                }
            })
        port = UInt16(bigEndian: name.sin_port)
        switch kind {
        case .datagram:
            var peer = HeldPort.name(port: 1)
            try HeldPort.check("connect", HeldPort.with(&peer) { connect(main, $0, $1) })
        case .refusing:
            break
        case .silent:
            try HeldPort.check("listen", listen(main, 0))
            for _ in 0..<3 {
                let client = socket(
                    AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
                descriptors.append(client)
                _ = HeldPort.with(&name) { connect(client, $0, $1) }
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

    private static func name(port: UInt16) -> sockaddr_in {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return name
    }

    private static func with(
        _ name: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func check(_ operation: String, _ result: Int32) throws {
        guard result == 0 else { throw Failure(operation: operation, code: errno) }
    }
}
