import CertificateForge
import Foundation

/// A real server program on loopback, on a port pair of its own, ended when the test lets go of it.
final class ServerProgram {
    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// What a configuration is written from.
    struct Endpoint {
        let folder: TemporaryFolder
        let http: UInt16
        let https: UInt16

        /// The certificates and the leaf's key in one file.
        func identity(_ chain: [ForgedCertificate]) throws -> String {
            let key = chain.first?.key.pem ?? ""
            return try folder.write("identity.pem", chain.map(\.pem).joined() + key)
        }
    }

    let place: Endpoint
    private let process = Process()

    /// Starts the program that the closure names with its arguments, and waits until the ports it should
    /// open are open.
    init(
        opens: Set<Leg> = [.plain, .tls], _ command: (Endpoint) throws -> [String]
    ) throws {
        place = Endpoint(
            folder: try TemporaryFolder(), http: try FreePort.next(), https: try FreePort.next())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = try command(place)
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
        process.currentDirectoryURL = URL(filePath: place.folder.path)
        let log = try place.folder.write("output", "")
        process.standardError = FileHandle(forWritingAtPath: log)
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try awaitStart(opens.map { $0 == .plain ? place.http : place.https }, log)
    }

    enum Leg {
        case plain
        case tls
    }

    deinit {
        // Threads of the test runner block SIGTERM, and children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The arguments that lead `check` here.
    var arguments: [String] {
        ["--resolve", "127.0.0.1", "-p", "\(place.https)", "--http-port", "\(place.http)"]
    }

    private func awaitStart(_ ports: [UInt16], _ log: String) throws {
        for _ in 0..<1_000 where process.isRunning {
            if ports.allSatisfy(FreePort.accepts) { return }
            usleep(10_000)
        }
        throw NotStarted(description: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}
