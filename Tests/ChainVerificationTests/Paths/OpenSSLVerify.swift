import CertificateForge
import Foundation
import TestSupport

/// The `openssl verify` program: OpenSSL's own validation, with all anchors parsed and no memory.
struct OpenSSLVerify {
    /// The program's result for one chain.
    struct Answer: Hashable {
        let isAccepted: Bool
        /// The first reported error and its depth; nil if there was none.
        let code: Int32?
        let depth: Int?
    }

    /// Verifies all chains in one shell, with or without their host names. It starts one process
    /// per family, because the chains of a family differ only in the leaf.
    static func answers(
        on families: [[RandomChain]], roots: [ForgedCertificate], withHosts: Bool
    ) throws -> [[Answer]] {
        let folder = try TemporaryFolder()
        _ = try folder.write("roots", roots.map(\.pem).joined())
        var script = ""
        for (number, family) in families.enumerated() {
            for (member, chain) in family.enumerated() {
                _ = try folder.write("\(number).\(member)", chain.sent[0].pem)
            }
            let first = family[0]
            // `openssl` rejects a file without certificates, so the file contains the leaf if it
            // would be empty.
            let sent = first.sent.count > 1 ? Array(first.sent.dropFirst()) : first.sent
            _ = try folder.write("sent\(number)", sent.map(\.pem).joined())
            let leaves = family.indices.map { "\(number).\($0)" }.joined(separator: " ")
            script += """
                echo "== \(number)"; openssl verify -purpose sslserver -auth_level 0 \
                -no-CApath -no-CAstore -CAfile roots -untrusted sent\(number) \
                -attime \(first.time) \(withHosts ? "-verify_hostname \(first.host)" : "") \
                \(leaves)

                """
        }
        let file = try folder.write("script", script)
        let output = try Command.run(["/bin/sh", file], in: folder.path, within: 600).output
        return zip(families, output.components(separatedBy: "== ").dropFirst()).enumerated().map {
            number, pair in
            pair.0.indices.map { read(pair.1, leaf: "\(number).\($0)") }
        }
    }

    /// Reads the program's output: `3.1: OK`, or `error 10 at 0 depth lookup: certificate has
    /// expired` followed by `error 3.1: verification failed`.
    private static func read(_ text: String, leaf: String) -> Answer {
        let lines = text.split(separator: "\n")
        if lines.contains("\(leaf): OK") { return Answer(isAccepted: true, code: nil, depth: nil) }
        let end =
            lines.firstIndex { $0 == "error \(leaf): verification failed" } ?? lines.startIndex
        let own = lines[..<end].reversed().prefix { !$0.hasSuffix(": verification failed") }
        let words =
            own.last { $0.hasPrefix("error ") && $0.contains(" depth lookup") }?
            .split(separator: " ") ?? []
        return Answer(
            isAccepted: false, code: words.count > 3 ? Int32(words[1]) : nil,
            depth: words.count > 3 ? Int(words[3]) : nil)
    }
}
