import Foundation

/// Runs the built `fullstrict` in a process of its own.
enum Tool {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The executable next to the test bundle.
    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "fullstrict")

    /// The path of the executable.
    static var path: String { executable.path }

    /// HOME is set so that a fetched list of roots on this machine does not affect the tests.
    private static let environment = [
        "HOME": "/nonexistent", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm",
    ]

    /// Runs the program to its end. `extra` is added to a small, fixed environment.
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
                // A program that rejects its arguments does not read its input.
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

    /// Returns the program's process without starting it.
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
