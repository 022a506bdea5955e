import CertificateForge
import TestSupport

/// A real server program on loopback, with ports of its own.
struct ServerProgram {
    /// The folder and ports for a configuration.
    struct Endpoint {
        let folder: TemporaryFolder
        let http: UInt16
        let https: UInt16

        /// Writes the certificates and the leaf's key to one file.
        func identity(_ chain: [ForgedCertificate]) throws -> String {
            let key = chain.first?.key.pem ?? ""
            return try folder.write("identity.pem", chain.map(\.pem).joined() + key)
        }
    }

    let endpoint: Endpoint
    private let process: ServerProcess

    /// Starts the program that the closure returns together with its arguments, and waits until it
    /// listens on its ports.
    init(
        opens: Set<Leg> = [.plain, .tls], _ command: (Endpoint) throws -> [String]
    ) throws {
        endpoint = Endpoint(
            folder: try TemporaryFolder(), http: try FreePort.next(), https: try FreePort.next())
        let ports = opens.map { [endpoint] in $0 == .plain ? endpoint.http : endpoint.https }
        process = try ServerProcess(command(endpoint), in: endpoint.folder, opening: ports)
    }

    enum Leg {
        case plain
        case tls
    }

    /// The arguments that make `check` test this server.
    var arguments: [String] {
        ["--resolve", "127.0.0.1", "-p", "\(endpoint.https)", "--http-port", "\(endpoint.http)"]
    }
}
