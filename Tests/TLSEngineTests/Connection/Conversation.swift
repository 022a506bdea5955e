import CertificateForge
import OpenSSLSupport
import OriginFacts

@testable import TLSEngine

/// A connection in memory between our client and the forge's server.
final class Conversation {
    let client: TLSConnection
    let server: ServerTLSConnection
    /// The bytes that the server has sent and the client has not received yet.
    private(set) var flight: [UInt8] = []
    private(set) var serverSession: ServerTLSSession?

    init(
        _ settings: ServerTLSSettings, serverName: String? = "www.origin.test",
        protocols: [String] = ["h2", "http/1.1"], hello: EdgeHello = EdgeHello(),
        library: LibraryContext? = nil
    ) throws {
        let library = try library ?? LibraryContext()
        let context = try EdgeTLSContext(library: library, hello: hello)
        client = try TLSConnection(
            context: context, serverName: serverName, applicationProtocols: protocols)
        server = try ServerTLSConnection(ServerTLSContext(settings))
    }

    /// Steps both sides until the client is done or neither makes progress. `pieces` is the number
    /// of bytes passed to the client at a time; nil passes all.
    func shakeHands(pieces: Int? = nil) -> TLSConnection.Step {
        while true {
            let step = client.handshake()
            exchange()
            if case .needsBytes = step, !flight.isEmpty {
                deliver(pieces)
                continue
            }
            return step
        }
    }

    /// Lets the server process the client's bytes, and appends its response to the flight.
    func exchange() {
        server.receive(client.takeOutgoing())
        if case .done(let session) = server.handshake() { serverSession = session }
        flight += server.takeOutgoing()
    }

    /// Passes the first `count` bytes of the flight, or all of them, to the client.
    func deliver(_ count: Int? = nil) {
        let taken = min(count ?? flight.count, flight.count)
        client.receive(Array(flight.prefix(taken)))
        flight.removeFirst(taken)
    }

    /// Sends bytes from the server, and returns everything that the client reads.
    func say(_ bytes: [UInt8]) -> (heard: [UInt8], end: TLSConnection.ReadStep) {
        _ = server.write(bytes)
        flight += server.takeOutgoing()
        deliver()
        return listen()
    }

    /// Returns everything the client can read now, and why it stopped.
    func listen() -> (heard: [UInt8], end: TLSConnection.ReadStep) {
        var heard: [UInt8] = []
        while true {
            switch client.read() {
            case .bytes(let bytes): heard += bytes
            case let end: return (heard, end)
            }
        }
    }
}

extension TLSConnection.Step {
    /// The session of a finished handshake.
    var session: TLSSession? {
        if case .finished(let session, _) = self { session } else { nil }
    }

    var failure: HandshakeFailure? {
        if case .failed(let failure, _) = self { failure } else { nil }
    }

    var partial: PartialHandshake? {
        if case .failed(_, let partial) = self { partial } else { nil }
    }

    var needsBytes: Bool {
        if case .needsBytes = self { true } else { false }
    }
}
