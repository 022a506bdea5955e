import CertificateForge
import Foundation
import Glibc
import OpenSSLSupport
import TestSupport

/// A listening socket that serves one `openssl s_client`, responds to its line and closes.
final class LoopbackServer {
    /// One visit as seen from both sides.
    struct Visit {
        /// The server's session; nil if the handshake failed.
        var session: ServerTLSSession?
        /// The reasons OpenSSL gave on the server's side if the handshake failed.
        var failure = ""
        /// Everything `s_client` printed.
        var client = ""
    }

    private let listener: Int32
    private let context: ServerTLSContext

    init(_ settings: ServerTLSSettings) throws {
        context = try ServerTLSContext(settings)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        listen(listener, 1)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            listener, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        Glibc.close(listener)
    }

    private var port: UInt16 {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(listener, $0, &size)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    func visit(options: [String]) throws -> Visit {
        let client = Process()
        client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        client.arguments = ["openssl", "s_client", "-connect", "127.0.0.1:\(port)"] + options
        let (stdin, stdout) = (Pipe(), Pipe())
        client.standardInput = stdin
        client.standardOutput = stdout
        client.standardError = stdout
        try client.run()
        stdin.fileHandleForWriting.write(Data("hello\n".utf8))
        var socket = accept(listener, nil, nil)
        while socket < 0, errno == EINTR { socket = accept(listener, nil, nil) }
        var visit = try serve(socket)
        try stdin.fileHandleForWriting.close()
        visit.client = stdout.text().text
        client.waitUntilExit()
        return visit
    }

    private func serve(_ socket: Int32) throws -> Visit {
        defer { Glibc.close(socket) }
        let connection = try ServerTLSConnection(context)
        var visit = Visit()
        while true {
            let step = connection.handshake()
            send(connection, socket)
            switch step {
            case .needsBytes:
                guard receive(connection, socket) else { return visit }
                continue
            case .done(let session): visit.session = session
            case .closed: visit.failure = "closed"
            case .failed(let errors): visit.failure = errors.map(\.reason).joined(separator: ", ")
            }
            break
        }
        guard visit.session != nil else { return visit }
        answer(connection, socket)
        return visit
    }

    /// Waits for the client's line and responds to it.
    private func answer(_ connection: ServerTLSConnection, _ socket: Int32) {
        while case .needsBytes = connection.read() {
            guard receive(connection, socket) else { return }
        }
        _ = connection.write(Array("hello to you\n".utf8))
        connection.close()
        send(connection, socket)
    }

    private func receive(_ connection: ServerTLSConnection, _ socket: Int32) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        var count = recv(socket, &bytes, bytes.count, 0)
        while count < 0, errno == EINTR { count = recv(socket, &bytes, bytes.count, 0) }
        guard count > 0 else { return false }
        connection.receive(Array(bytes.prefix(count)))
        return true
    }

    private func send(_ connection: ServerTLSConnection, _ socket: Int32) {
        let bytes = connection.takeOutgoing()
        guard !bytes.isEmpty else { return }
        Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }
}
