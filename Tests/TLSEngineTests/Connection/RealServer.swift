import CertificateForge
import DataFormats
import TestSupport

/// A server program that shares no code with the engine, and its port on 127.0.0.1.
struct RealServer {
    let port: UInt16
    private let process: ServerProcess

    /// Starts `openssl s_server`.
    init(openssl options: [String], _ identity: ServerIdentity) throws {
        let folder = try TemporaryFolder()
        let chain = identity.chain.map { PEMText.encode("CERTIFICATE", $0) }
        let key = try folder.write("key.pem", identity.key.pem)
        let leaf = try folder.write("leaf.pem", chain[0])
        let rest = try folder.write("rest.pem", chain.dropFirst().joined())
        port = try FreePort.next()
        // A connection that only tests whether the server listens would count as a visit.
        process = try ServerProcess(
            ["openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", leaf]
                + ["-cert_chain", rest, "-naccept", "20"] + options,
            in: folder
        ) { $0.contains("ACCEPT") }
    }

    /// Starts nginx with one server block. `PORT` in it is replaced by its address and port, and
    /// `FILES` by the folder of `key.pem` and `chain.pem`.
    init(nginx server: String, _ identity: ServerIdentity) throws {
        let folder = try TemporaryFolder()
        let chain = identity.chain.map { PEMText.encode("CERTIFICATE", $0) }
        _ = try folder.write("key.pem", identity.key.pem)
        _ = try folder.write("chain.pem", chain.joined())
        port = try FreePort.next()
        let block = server.replacing("PORT", with: "127.0.0.1:\(port)")
            .replacing("FILES", with: folder.path)
        process = try ServerProcess(
            nginx: "server { \(block) }", in: folder, opening: [port])
    }

    /// Types a line into the server.
    func type(_ line: String) {
        process.type(line)
    }
}
