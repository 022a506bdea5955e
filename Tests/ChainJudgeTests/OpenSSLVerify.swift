import CertificateForge
import Foundation

/// The `openssl verify` program: OpenSSL's own walk, its store filled at once, no memory.
struct OpenSSLVerify {
    /// What it said about one chain.
    struct Answer: Hashable {
        let isAccepted: Bool
        /// The first error it reported and its depth; nil when there was none.
        let code: Int32?
        let depth: Int?
    }

    /// Asks about all chains in one shell, with or without their host names.
    static func answers(
        on chains: [RandomChain], roots: [ForgedCertificate], withHosts: Bool
    ) throws -> [Answer] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("chain-judge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        try write("roots", roots.map(\.pem).joined())
        var script = ""
        for (number, chain) in chains.enumerated() {
            try write("leaf\(number)", chain.sent[0].pem)
            try write("sent\(number)", chain.sent.map(\.pem).joined())
            script += """
                echo "== \(number)"; openssl verify -purpose sslserver -auth_level 0 \
                -no-CApath -no-CAstore -CAfile roots -untrusted sent\(number) \
                -attime \(chain.time) \(withHosts ? "-verify_hostname \(chain.host)" : "") \
                leaf\(number); echo "status $?"

                """
        }
        let output = try run(script, in: folder)
        return output.components(separatedBy: "== ").dropFirst().map(read)
    }

    private static func run(_ script: String, in folder: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.currentDirectoryURL = folder
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        let file = folder.appendingPathComponent("script")
        try Data(script.utf8).write(to: file)
        process.arguments = [file.path]
        try process.run()
        try input.fileHandleForWriting.close()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads `error 10 at 0 depth lookup: certificate has expired` and `status 2`.
    private static func read(_ text: String) -> Answer {
        let lines = text.split(separator: "\n")
        let words =
            lines.first { $0.hasPrefix("error ") && $0.contains(" depth lookup") }?
            .split(separator: " ") ?? []
        return Answer(
            isAccepted: lines.last == "status 0" && words.isEmpty,
            code: words.count > 3 ? Int32(words[1]) : nil,
            depth: words.count > 3 ? Int(words[3]) : nil)
    }
}
