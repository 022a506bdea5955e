import Glibc

@testable import TLSEngine

/// Drives a connection over a blocking socket to 127.0.0.1, with at most ten seconds for each wait.
final class SocketDriver {
    struct Unreachable: Error {
        let errno: Int32
    }

    let connection: TLSConnection
    private let descriptor: Int32

    init(_ connection: TLSConnection, port: UInt16) throws {
        self.connection = connection
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Unreachable(errno: errno) }
    }

    deinit {
        Glibc.close(descriptor)
    }

    func shakeHands() -> TLSConnection.Step {
        while true {
            let step = connection.handshake()
            send()
            guard case .needsBytes = step else { return step }
            receive()
        }
    }

    /// Reads until `isEnough` holds for the bytes read so far, or until the end.
    func read(until isEnough: ([UInt8]) -> Bool) -> (heard: [UInt8], end: TLSConnection.ReadStep) {
        var heard: [UInt8] = []
        while true {
            let step = connection.read()
            send()
            switch step {
            case .bytes(let bytes):
                heard += bytes
                if isEnough(heard) { return (heard, .needsBytes) }
            case .needsBytes: receive()
            default: return (heard, step)
            }
        }
    }

    /// Waits for bytes once, and processes them.
    func readOnce() -> TLSConnection.ReadStep {
        receive()
        let step = connection.read()
        send()
        return step
    }

    /// Requests a page and reads to the end.
    func get(_ path: String) -> (heard: String, end: TLSConnection.ReadStep) {
        say("GET \(path) HTTP/1.0\r\nHost: www.origin.test\r\n\r\n")
        let (heard, end) = read { _ in false }
        return (String(decoding: heard, as: UTF8.self), end)
    }

    func say(_ text: String) {
        connection.write(Array(text.utf8))
        send()
    }

    private func send() {
        let bytes = connection.takeOutgoing()
        guard !bytes.isEmpty else { return }
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private func receive() {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else {
            connection.receivedEnd(reset: count < 0 && errno == ECONNRESET)
            return
        }
        connection.receive(Array(bytes.prefix(count)))
    }
}
