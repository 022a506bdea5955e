import CertificateForge
import Foundation
import TestSupport
import Testing

/// Tests of named pipes in place of files.
@Suite(.timeLimit(.minutes(1)))
struct `A pipe instead of a file` {
    // swift-format-ignore
    @Test(arguments: [
        ["cert", "check", "PIPE"], ["cert", "check", "FULL", "--key", "PIPE"], ["cert", "check", "FULL", "--add-ca", "PIPE"],
        ["cert", "check", "FULL", "--trust", "only:PIPE"], ["cert", "show", "PIPE"], ["replay", "PIPE"],
    ])
    func `without a writer is refused, and nothing hangs`(words: [String]) async throws {
        let files = try CertificateFolder()
        let file = try files.pem([files.leaf("a.example"), files.authority.intermediate])
        let pipe = "\(files.folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let arguments = words.map {
            $0.replacing("PIPE", with: pipe).replacing("FULL", with: file)
        }
        let refused = try await Tool.run(arguments)
        #expect(refused.status == 66, "\(refused.output)")
        #expect(refused.errors.contains("it is a pipe with no writer"))
    }

    @Test func `is read when its writer is late and writes in pieces`() async throws {
        let files = try CertificateFolder()
        let file = try files.pem([files.leaf("a.example"), files.authority.intermediate])
        let pipe = "\(files.folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let writer = Process()
        writer.executableURL = URL(filePath: "/bin/sh")
        writer.arguments = [
            "-c", "sleep 0.3; { head -c 700 \"$0\"; sleep 0.3; tail -c +701 \"$0\"; } > \"$1\"",
            file,
            pipe,
        ]
        try writer.run()
        let seen = try await files.check(pipe)
        writer.waitUntilExit()
        #expect(seen.status == 0, "\(seen.errors)")
    }
}
