import CertificateForge
import Foundation

/// A real server on 127.0.0.1, ended when the test lets go of it.
final class ServerProcess {
    struct NotStarted: Error {
        let output: String
    }

    private(set) var port: UInt16 = 0
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let files: TemporaryFolder

    /// `openssl s_server` on a port of its own choice.
    init(openssl options: [String], _ identity: ServerIdentity) throws {
        files = try TemporaryFolder()
        let chain = identity.chain.map { PEMText.encode("CERTIFICATE", $0) }
        let key = try files.write("key.pem", identity.key.pem)
        let leaf = try files.write("leaf.pem", chain[0])
        let rest = try files.write("rest.pem", chain.dropFirst().joined())
        try start(
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", leaf]
                + ["-cert_chain", rest, "-naccept", "20"] + options)
        while let line = nextLine() {
            guard line.hasPrefix("ACCEPT") else { continue }
            port = UInt16(line.split(separator: ":").last ?? "") ?? 0
            return
        }
        throw NotStarted(output: "openssl s_server")
    }

    /// nginx with one server block; `PORT` in it is replaced by a free port, `FILES` by the folder of
    /// `key.pem` and `chain.pem`.
    init(nginx server: String, _ identity: ServerIdentity) throws {
        files = try TemporaryFolder()
        let chain = identity.chain.map { PEMText.encode("CERTIFICATE", $0) }
        _ = try files.write("key.pem", identity.key.pem)
        _ = try files.write("chain.pem", chain.joined())
        port = ServerProcess.freePort()
        let block = server.replacing("PORT", with: "127.0.0.1:\(port)")
            .replacing("FILES", with: files.url.path)
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(files.url.path);" }.joined()
        let configuration = try files.write(
            "nginx.conf",
            """
            daemon off; master_process off; pid \(files.url.path)/pid;
            error_log \(files.url.path)/log; events {}
            http { access_log off; \(paths) server { \(block) } }
            """)
        try start(["nginx", "-c", configuration, "-p", files.url.path])
        try awaitPort()
    }

    deinit {
        // Threads of the test runner block SIGTERM, and children inherit that.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Types a line into the server.
    func type(_ line: String) {
        input.fileHandleForWriting.write(Data("\(line)\n".utf8))
    }

    private func start(_ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    private func nextLine() -> String? {
        var line: [UInt8] = []
        while let byte = output.fileHandleForReading.readData(ofLength: 1).first {
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
        return nil
    }

    private func awaitPort() throws {
        for _ in 0..<500 where process.isRunning {
            if ServerProcess.accepts(port) { return }
            usleep(10_000)
        }
        throw NotStarted(output: "nginx")
    }

    private static func freePort() -> UInt16 {
        withLoopbackSocket(port: 0) { descriptor, address, size in
            bind(descriptor, address, size)
            var size = size
            getsockname(descriptor, address, &size)
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }

    private static func accepts(_ port: UInt16) -> Bool {
        withLoopbackSocket(port: port) { connect($0, $1, $2) == 0 }
    }

    private static func withLoopbackSocket<Result>(
        port: UInt16, _ body: (Int32, UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
