import CertificateForge
import Glibc
import OpenSSLSupport
import OriginFacts
import TLSEngine

/// A TLS server in memory that measures the cost of its client.
struct BenchOrigin: Sendable {
    private let settings: ServerTLSSettings
    private let chain: [[UInt8]]

    /// Creates a server whose leaf and intermediate have keys of this kind.
    init(_ key: KeyKind) throws {
        let authority = try Authority(at: 1_790_000_000, key: key)
        let sent = try authority.chain(.server("www.origin.test", at: 1_790_000_000), key: key)
        settings = ServerTLSSettings(ServerIdentity(sent[0], sending: [sent[1]]))
        chain = sent.map(\.der)
    }

    /// Returns the processor time of each operation in seconds, by name: the minimum of all rounds.
    func measure(rounds: Int) throws -> [String: Double] {
        let server = try ServerTLSContext(settings)
        var minima: [String: Double] = [:]
        let note = { (name: String, seconds: Double) in
            minima[name] = min(minima[name] ?? .infinity, seconds)
        }
        let contexts = try LibraryContext.Purpose.allCases.map { purpose in
            (name: "\(purpose)", edge: try EdgeTLSContext(library: LibraryContext(for: purpose)))
        }
        for _ in 0..<rounds {
            for (name, edge) in contexts {
                note("parse \(name)", try parse(in: edge.library))
                note("facts \(name)", try readFacts(in: edge.library))
                note("handshake \(name)", try shakeHands(edge, server))
            }
            note("context, full", try processorTime { _ = try LibraryContext() })
            note("context, lean", try processorTime { _ = try LibraryContext(for: .handshakes) })
        }
        return minima
    }

    /// Returns the time to parse one certificate.
    private func parse(in library: LibraryContext) throws -> Double {
        try processorTime {
            for _ in 0..<50 {
                for der in chain { _ = try CertificateHandle(der: der, in: library) }
            }
        } / Double(50 * chain.count)
    }

    /// Returns the time to read the facts of one parsed certificate.
    private func readFacts(in library: LibraryContext) throws -> Double {
        let handles = try chain.map { try CertificateHandle(der: $0, in: library) }
        return processorTime {
            for _ in 0..<50 {
                for handle in handles { _ = CertificateFacts(reading: handle) }
            }
        } / Double(50 * chain.count)
    }

    /// Returns the client's share of one handshake, from the ClientHello to the session with the
    /// chain's facts.
    private func shakeHands(_ edge: EdgeTLSContext, _ context: ServerTLSContext) throws -> Double {
        var total = 0.0
        for _ in 0..<20 {
            let server = try ServerTLSConnection(context)
            var client: TLSConnection?
            total += try processorTime {
                client = try TLSConnection(context: edge, serverName: "www.origin.test")
                _ = client?.handshake()
            }
            server.receive(client?.takeOutgoing() ?? [])
            _ = server.handshake()
            let answer = server.takeOutgoing()
            var isFinished = false
            total += processorTime {
                client?.receive(answer)
                if case .finished = client?.handshake() { isFinished = true }
            }
            guard isFinished else { throw BenchFailure.noHandshake }
            total += processorTime { client = nil }
        }
        return total / 20
    }
}

/// A measurement that failed.
enum BenchFailure: Error {
    case noHandshake
}

/// Returns the processor time of the work on this thread, in seconds.
private func processorTime(_ work: () throws -> Void) rethrows -> Double {
    let start = processorClock()
    try work()
    return processorClock() - start
}

private func processorClock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}
