import Foundation
import OriginFacts
import OriginLab
import Testing

/// The programs in `Examples`, run against the lab.
@Suite(.timeLimit(.minutes(3))) struct `The examples` {
    private static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    private let roots: URL

    init() {
        roots = FileManager.default.temporaryDirectory
            .appending(path: "fullstrict-example-\(UUID().uuidString).pem")
    }

    private func start(_ name: String, _ arguments: [String]) throws -> (Process, FileHandle) {
        let process = Process()
        process.executableURL = Self.folder.appending(path: name)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return (process, pipe.fileHandleForReading)
    }

    /// Runs `body` with the name and the address of the lab's healthy origin.
    private func withOrigin(_ body: (Lab, String, String) async throws -> Void) async throws {
        let now = UnixTime(seconds: Int64(Date().timeIntervalSince1970))
        let lab = try await Lab.start(at: now, only: ["healthy"])
        try lab.rootsPEM.write(to: roots, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: roots) }
        let origin = lab.origins[0]
        let result: Result<Void, any Error>
        do {
            let place = "\(origin.origin.addresses[0]):\(origin.ports.https)"
            result = .success(try await body(lab, origin.origin.hostname, place))
        } catch {
            result = .failure(error)
        }
        await lab.stop()
        try result.get()
    }

    @Test func `check an origin once`() async throws {
        try await withOrigin { _, host, place in
            let (process, output) = try start("CheckOnce", [host, place, roots.path()])
            let text = await read(output)
            process.waitUntilExit()
            #expect(text.hasPrefix("warning\n") || text.hasPrefix("ready\n"), "\(text)")
            #expect(text.contains(host))
        }
    }

    @Test func `watch an origin and print what changes`() async throws {
        try await withOrigin { lab, host, place in
            let (process, output) = try start(
                "WatchOrigin", [host, "40", "0.5", place, roots.path()])
            defer { process.terminate() }
            let first = await read(output, until: "\n")
            #expect(first.contains("warning") || first.contains("ready"), "\(first)")
            await lab.stop()
            let changed = await read(output, until: "became broken\n")
            #expect(changed.contains("became broken\n"), "\(changed)")
        }
    }

    private func read(_ output: FileHandle, until end: String? = nil) async -> String {
        await Task.detached {
            var text = ""
            while case let data = output.availableData, !data.isEmpty {
                text += String(decoding: data, as: UTF8.self)
                if let end, text.contains(end) { break }
            }
            return text
        }.value
    }
}
