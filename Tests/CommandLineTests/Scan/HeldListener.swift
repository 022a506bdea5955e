import Foundation
import TestSupport

/// A port on 127.0.0.1 that accepts connections and never sends anything.
final class HeldListener {
    let port: UInt16
    private let descriptor: Int32

    init() throws {
        port = try FreePort.next()
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let (listener, size) = (descriptor, socklen_t(MemoryLayout<sockaddr_in>.size))
        let isListening = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 512) == 0
            }
        }
        guard isListening else { throw FreePort.None() }
    }

    deinit {
        close(descriptor)
    }
}
