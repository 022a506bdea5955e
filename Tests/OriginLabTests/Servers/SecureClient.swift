import Foundation
import Glibc
import OriginFacts
import OriginLab
import TestSupport

/// `openssl s_client` with the edge's versions, suites, groups and signature algorithms
/// (developers.cloudflare.com/ssl/origin-configuration/cipher-suites).
enum SecureClient {
    private static let hello = [
        "-min_protocol", "TLSv1", "-groups", "X25519:P-256:P-384", "-alpn", "h2,http/1.1",
        "-cipher",
        [
            "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-SHA", "AES128-GCM-SHA256", "AES128-SHA",
            "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-SHA384", "AES256-SHA", "@SECLEVEL=0",
        ].joined(separator: ":"),
        "-sigalgs",
        "ECDSA+SHA256:RSA-PSS+SHA256:RSA+SHA256:ECDSA+SHA384:RSA-PSS+SHA384:RSA+SHA384"
            + ":RSA-PSS+SHA512:RSA+SHA512:RSA+SHA1:ECDSA+SHA512",
    ]

    /// Connects to one address of an origin, verifies the chain with the lab's roots, sends
    /// `request`, and returns the program's whole output. The program is killed after `seconds`.
    static func visit(
        _ origin: RunningOrigin, of lab: Lab, server: Int = 0, saying request: String = "",
        options: [String] = [], seconds: Int = 10
    ) throws -> String {
        let files = try TemporaryFolder()
        let roots = try files.write("roots.pem", lab.rootsPEM)
        let client = Process()
        client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        client.arguments =
            [
                "openssl", "s_client", "-connect",
                "\(origin.origin.addresses[server]):\(origin.ports.https)",
                "-servername", origin.origin.hostname, "-verify_hostname", origin.origin.hostname,
                "-CAfile", roots, "-attime", "1800000000", "-purpose", "sslserver", "-showcerts",
            ] + hello + options
        let (stdin, stdout) = (Pipe(), Pipe())
        client.standardInput = stdin
        client.standardOutput = stdout
        client.standardError = stdout
        try client.run()
        stdin.fileHandleForWriting.write(Data(request.utf8))
        if request.isEmpty { try stdin.fileHandleForWriting.close() }
        let (output, hasEnded) = stdout.text(within: seconds)
        if !hasEnded, client.isRunning { kill(client.processIdentifier, SIGKILL) }
        client.waitUntilExit()
        return output
    }
}
