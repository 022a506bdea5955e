import Foundation
import TestSupport

/// A port on 127.0.0.1 that accepts and closes a number of connections. After that it either
/// refuses all others or accepts them and stays silent, like a server whose firewall bans the
/// client.
final class ClosingListener: Sendable {
    let port: UInt16

    init(connections: Int, thenHolds: Bool = false) throws {
        port = try FreePort.next()
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, thenHolds ? 512 : 1) == 0
            }
        }
        guard isListening else {
            close(listener)
            throw FreePort.None()
        }
        Thread.detachNewThread {
            for _ in 0..<connections { close(accept(listener, nil, nil)) }
            // A held connection ends with the process.
            if !thenHolds { close(listener) }
        }
    }
}
