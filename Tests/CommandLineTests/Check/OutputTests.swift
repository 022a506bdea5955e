import Foundation
import TestSupport
import Testing

/// The files that results are written to, and files that must not be overwritten.
@Suite(.timeLimit(.minutes(1)))
struct `Output` {
    /// Runs a check that ends at once, because no server listens.
    private func check(_ more: [String]) async throws -> Tool.Outcome {
        try await Tool.run(
            ["check", "shop.example.com", "--resolve", "127.0.0.1", "-p", "1", "--http-port", "2"]
                + more)
    }

    @Test func `follows a link and keeps the file's permissions`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("report.txt", "old")
        let link = folder.path + "/link"
        let files = FileManager.default
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try files.createSymbolicLink(atPath: link, withDestinationPath: file)
        #expect(try await check(["-o", link]).status == 1)
        #expect(try files.destinationOfSymbolicLink(atPath: link) == file)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("NOT READY"))
        #expect(try files.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    }

    @Test func `is written into an existing pipe, which stays a pipe`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        // The pipe is opened for reading and writing, so that neither side waits for the other.
        let descriptor = open(path, O_RDWR | O_NONBLOCK)
        defer { close(descriptor) }
        #expect(try await check(["-q", "-o", path]).status == 1)
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).contains("521"))
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    @Test func `says which addresses were too many to test`() async throws {
        let addresses = (1...33).map { "127.0.5.\($0)" }.joined(separator: ",")
        let outcome = try await Tool.run(
            ["check", "shop.example.com", "--json", "--resolve", addresses]
                + ["-p", "1", "--http-port", "2"])
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("over-limit"))
    }
}
