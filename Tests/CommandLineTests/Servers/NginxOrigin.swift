import CertificateForge
import TestSupport

/// A real nginx on loopback, with ports of its own.
struct NginxOrigin {
    let ports: (http: UInt16, https: UInt16)
    let folder: TemporaryFolder
    private let process: ServerProcess

    /// The ports that listen, and their responses.
    struct Site {
        /// The certificates in the file of `ssl_certificate`, leaf first; nil closes the TLS port.
        var chain: [ForgedCertificate]?
        /// The body of the plain server block; nil closes the port.
        var plain: String? = "return 200 'shop';"
        var secure = "return 200 'shop';"
        /// The parameters of the TLS port's `listen`.
        var listen = "ssl"
        /// The CA that issues client certificates, written to `clients.pem`.
        var clients: ForgedCertificate?
        /// The key file to use in place of the leaf's own.
        var key: String?
    }

    init(_ site: Site) throws {
        let folder = try TemporaryFolder()
        let ports = (http: try FreePort.next(), https: try FreePort.next())
        (self.folder, self.ports) = (folder, ports)
        process = try ServerProcess(
            nginx: Self.servers(of: site, in: folder, on: ports), in: folder,
            opening: (site.plain == nil ? [] : [ports.http])
                + (site.chain == nil ? [] : [ports.https]))
    }

    /// The arguments that make `check` test this server.
    var arguments: [String] {
        ["--resolve", "127.0.0.1", "-p", "\(ports.https)", "--http-port", "\(ports.http)"]
    }

    private static func servers(
        of site: Site, in folder: TemporaryFolder, on ports: (http: UInt16, https: UInt16)
    ) throws -> String {
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
        return servers
    }
}
