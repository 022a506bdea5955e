import Foundation

/// Runs the `openssl` program, a reader that shares no code with the forge.
enum OpenSSLCommand {
    struct Result {
        var status: Int32
        var output: String
    }

    /// Runs it with `input` on stdin; stdout and stderr together.
    static func run(_ arguments: [String], input: String = "") throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stdout
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = stdout.text().text
        process.waitUntilExit()
        return Result(status: process.terminationStatus, output: output)
    }
}
