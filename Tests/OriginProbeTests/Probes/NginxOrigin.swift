import CertificateForge
import DataFormats
import OriginFacts
import TestSupport

@testable import OriginProbe

/// A real nginx on two ports of 127.0.0.1.
struct NginxOrigin {
    private let ports: PortPair
    private let process: ServerProcess

    /// Starts the server. `plain` and `secure` are the contents of the two server blocks, without
    /// `listen` and certificate.
    init(plain: String, secure: String, _ identity: ServerIdentity) throws {
        let folder = try TemporaryFolder()
        ports = PortPair(http: try FreePort.next(), https: try FreePort.next())
        let key = try folder.write("key.pem", identity.key.pem)
        let chain = try folder.write(
            "chain.pem", identity.chain.map { PEMText.encode("CERTIFICATE", $0) }.joined())
        process = try ServerProcess(
            nginx: """
                server { listen 127.0.0.1:\(ports.http); \(plain) }
                server { listen 127.0.0.1:\(ports.https) ssl http2;
                  ssl_certificate \(chain); ssl_certificate_key \(key); \(secure) }
                """,
            in: folder, opening: [ports.http, ports.https])
    }

    /// Observes the server with the prober.
    func observe(change: (inout ProbeOptions) -> Void = { _ in }) async throws -> AddressObservation
    {
        var chosen = TestProber.options()
        change(&chosen)
        return try await TestProber.observe(
            http: ports.http, https: ports.https, options: chosen)
    }
}
