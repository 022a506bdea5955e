import CertificateForge
import Foundation
import OriginFacts

@testable import OriginProbe

/// A real nginx on two ports of 127.0.0.1, ended when the test lets go of it.
final class NginxOrigin {
    struct NotStarted: Error {
        let log: String
    }

    let ports: PortPair
    private let process = Process()
    private let folder: URL

    /// `plain` and `secure` are the contents of the two server blocks, `listen` and certificate apart.
    init(plain: String, secure: String, _ identity: ServerIdentity) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let held = [try HeldPort(.refusing), try HeldPort(.refusing)]
        ports = PortPair(http: held[0].port, https: held[1].port)
        held.forEach { $0.release() }
        let path = folder.path
        try write("key.pem", identity.key.pem)
        try write(
            "chain.pem", identity.chain.map { PEMText.encode("CERTIFICATE", $0) }.joined())
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(path);" }.joined()
        try write(
            "nginx.conf",
            """
            daemon off; master_process off; pid \(path)/pid; error_log \(path)/log; events {}
            http { access_log off; \(temporary)
              server { listen 127.0.0.1:\(ports.http); \(plain) }
              server { listen 127.0.0.1:\(ports.https) ssl http2;
                ssl_certificate \(path)/chain.pem; ssl_certificate_key \(path)/key.pem; \(secure) }
            }
            """)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["nginx", "-c", "\(path)/nginx.conf", "-p", path]
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// What is seen of it, once it listens.
    func observe(change: (inout ProbeOptions) -> Void = { _ in }) async throws -> AddressObservation
    {
        var chosen = ProbeBench.options()
        change(&chosen)
        for _ in 0..<200 where process.isRunning {
            let seen = try await ProbeBench.observe(
                http: ports.http, https: ports.https, options: chosen)
            if seen.tlsConnection != .failed(.refused) { return seen }
            try await Task.sleep(for: .milliseconds(25))
        }
        let log = try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)
        throw NotStarted(log: log ?? "")
    }

    private func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
}
