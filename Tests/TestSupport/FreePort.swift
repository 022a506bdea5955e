import Foundation
import Synchronization

/// TCP ports on 127.0.0.1.
package enum FreePort {
    /// The error for a search that found no unused port.
    package struct None: Error {
        package init() {}
    }

    private static let handedOut = Mutex<Set<UInt16>>([])

    /// Returns an unused port, a different one each time: the kernel may pick the same port twice
    /// before a server listens on it.
    package static func next() throws -> UInt16 {
        for _ in 0..<100 {
            let port = try pickedByKernel()
            if handedOut.withLock({ $0.insert(port).inserted }) { return port }
        }
        throw None()
    }

    private static func pickedByKernel() throws -> UInt16 {
        let port = withSocket(port: 0) { descriptor, address, size in
            guard bind(descriptor, address, size) == 0 else { return UInt16(0) }
            var size = size
            getsockname(descriptor, address, &size)
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
        guard port != 0 else { throw None() }
        return port
    }

    /// Whether a server listens on a port.
    package static func accepts(_ port: UInt16) -> Bool {
        withSocket(port: port) { connect($0, $1, $2) == 0 }
    }

    private static func withSocket<Result>(
        port: UInt16, _ body: (Int32, UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
