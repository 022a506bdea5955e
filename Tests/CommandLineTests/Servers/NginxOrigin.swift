import CertificateForge
import Foundation
import Synchronization

/// A real nginx on loopback, a port pair of its own, ended when the test lets go of it.
final class NginxOrigin {
    struct NotStarted: Error {}

    let ports: (http: UInt16, https: UInt16)
    let folder: TemporaryFolder
    private let process = Process()

    /// What listens, and what it says.
    struct Site {
        /// The certificates as `ssl_certificate` names them, leaf first; nil closes the TLS port.
        var chain: [ForgedCertificate]?
        /// The body of the plain server block; nil closes the port.
        var plain: String? = "return 200 'shop';"
        var secure = "return 200 'shop';"
        /// What stands beside the TLS port's `listen`.
        var listen = "ssl"
        /// Goes into `clients.pem` beside the configuration.
        var clients: ForgedCertificate?
        /// The key file to use in place of the leaf's own.
        var key: String?
    }

    init(_ site: Site) throws {
        folder = try TemporaryFolder()
        ports = (try FreePort.next(), try FreePort.next())
        let configuration = try folder.write("nginx.conf", configuration(of: site))
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["nginx", "-c", configuration, "-p", folder.path]
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        try awaitStart(of: site)
    }

    deinit {
        // Threads of the test runner block SIGTERM, and children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The arguments that lead `check` here.
    var arguments: [String] {
        ["--resolve", "127.0.0.1", "-p", "\(ports.https)", "--http-port", "\(ports.http)"]
    }

    private func configuration(of site: Site) throws -> String {
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder.path)/\($0);" }.joined()
        var servers = ""
        if let plain = site.plain {
            servers += "server { listen 127.0.0.1:\(ports.http); \(plain) }\n"
        }
        if let chain = site.chain, let leaf = chain.first {
            let certificate = try folder.write("chain.pem", chain.map(\.pem).joined())
            if let clients = site.clients { _ = try folder.write("clients.pem", clients.pem) }
            let key = try folder.write("key.pem", site.key ?? leaf.key.pem)
            servers += """
                server { listen 127.0.0.1:\(ports.https) \(site.listen); ssl_certificate \(certificate);
                ssl_certificate_key \(key); \(site.secure) }
                """
        }
        return """
            daemon off; master_process off; pid \(folder.path)/pid;
            error_log \(folder.path)/log; events {}
            http { access_log off; \(paths) \(servers) }
            """
    }

    private func awaitStart(of site: Site) throws {
        let port = site.plain == nil ? ports.https : ports.http
        for _ in 0..<500 where process.isRunning {
            if FreePort.accepts(port) { return }
            usleep(10_000)
        }
        throw NotStarted()
    }
}
