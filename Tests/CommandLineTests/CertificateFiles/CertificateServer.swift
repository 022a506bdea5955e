import CertificateForge
import Foundation
import Synchronization

/// A TLS server on a loopback address that presents its identities in turn, one per connection, and
/// responds to every request with a short page.
final class CertificateServer: Sendable {
    struct NotStarted: Error {}

    let port: UInt16
    private let listener: Int32

    /// Starts the server; `port` 0 picks a free one.
    init(
        _ identities: [ServerIdentity], at address: String = "127.0.0.1", port wanted: UInt16 = 0,
        software: String = "nginx/1.24.0"
    ) throws {
        let contexts = try identities.map { identity in
            try ServerTLSContext(
                ServerTLSSettings(identity).with {
                    $0.applicationProtocol = .choose(["http/1.1"])
                })
        }
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        port = Self.bound(listener, address, wanted)
        guard port != 0, listen(listener, 128) == 0 else { throw NotStarted() }
        let page = "HTTP/1.1 200 OK\r\nServer: \(software)\r\nContent-Length: 2\r\n\r\nok"
        let accepting = listener
        Thread.detachNewThread {
            var turn = 0
            while case let client = accept(accepting, nil, nil), client >= 0 {
                let context = contexts[turn % contexts.count]
                turn += 1
                Thread.detachNewThread { Self.serve(client, context, page) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private static func bound(_ socket: Int32, _ address: String, _ port: UInt16) -> UInt16 {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = inet_addr(address)
        name.sin_port = port.bigEndian
        return withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                guard bind(socket, name, size) == 0, getsockname(socket, name, &size) == 0 else {
                    return 0
                }
                return UInt16(
                    bigEndian: name.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                        $0.pointee.sin_port
                    })
            }
        }
    }

    private static func serve(_ client: Int32, _ context: ServerTLSContext, _ page: String) {
        defer { close(client) }
        guard let connection = try? ServerTLSConnection(context) else { return }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var isDone = false
        while case let count = recv(client, &buffer, buffer.count, 0), count > 0 {
            connection.receive(Array(buffer[..<count]))
            if !isDone {
                switch connection.handshake() {
                case .done: isDone = true
                case .needsBytes: break
                case .closed, .failed: return
                }
            }
            if isDone, case .done(let bytes) = connection.read(), !bytes.isEmpty {
                _ = connection.write(Array(page.utf8))
            }
            let out = connection.takeOutgoing()
            guard out.isEmpty || send(client, out, out.count, Int32(MSG_NOSIGNAL)) > 0
            else { return }
        }
    }
}
