import Foundation

/// Runs the built `fullstrict` as a program of its own.
enum Tool {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The executable beside the test bundle.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "fullstrict")

    /// Where that is.
    static var path: String { executable.path }

    /// A home of its own, so that no list of roots fetched on this machine decides a test.
    private static let environment = [
        "HOME": "/nonexistent", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm",
    ]

    /// Runs it to its end; `extra` is added to a small, fixed environment.
    static func run(
        _ arguments: [String], input: String? = nil, extra: [String: String] = [:]
    ) async throws -> Outcome {
        let process = process(arguments, extra: extra)
        let source = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : source
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        if let input {
            Task.detached {
                // A program that refuses its arguments reads nothing.
                try? source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                try? source.fileHandleForWriting.close()
            }
        }
        async let outputText = read(output)
        async let errorText = read(errors)
        let texts = await (outputText, errorText)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: texts.0, errors: texts.1)
    }

    /// The program, not started yet.
    static func process(_ arguments: [String], extra: [String: String] = [:]) -> Process {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = environment.merging(extra) { _, new in new }
        return process
    }

    private static func read(_ pipe: Pipe) async -> String {
        let handle = pipe.fileHandleForReading
        return await Task.detached {
            String(decoding: handle.readDataToEndOfFile(), as: UTF8.self)
        }.value
    }
}
