package import Foundation

/// Runs a program to its end.
package enum Command {
    /// The result of a run.
    package struct Outcome: Sendable {
        package let status: Int32
        /// Stdout and stderr together.
        package let output: String
    }

    /// A program that ended with an exit status other than 0.
    package struct Failed: Error {
        package let arguments: [String]
        package let outcome: Outcome
    }

    /// Runs a program, found on the `PATH`, and returns its output and status.
    ///
    /// - Parameters:
    ///   - input: the text that the program reads from stdin.
    ///   - folder: the working folder; by default that of the tests.
    ///   - environment: the program's whole environment; by default that of the tests.
    ///   - seconds: the time after which the program is killed.
    package static func run(
        _ arguments: [String], input: String = "", in folder: String? = nil,
        environment: [String: String]? = nil, within seconds: Int = 60
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(filePath: folder) }
        if let environment { process.environment = environment }
        let (source, sink) = (Pipe(), Pipe())
        process.standardInput = input.isEmpty ? FileHandle.nullDevice : source
        process.standardOutput = sink
        process.standardError = sink
        try process.run()
        if !input.isEmpty {
            try source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try source.fileHandleForWriting.close()
        }
        let (output, hasEnded) = sink.text(within: seconds)
        if !hasEnded, process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: output)
    }

    /// Runs a program and returns what it printed; throws when it fails.
    @discardableResult
    package static func output(
        of arguments: [String], input: String = "", in folder: String? = nil
    ) throws -> String {
        let outcome = try run(arguments, input: input, in: folder)
        guard outcome.status == 0 else { throw Failed(arguments: arguments, outcome: outcome) }
        return outcome.output
    }
}

extension Pipe {
    /// Returns everything written to the pipe until its last writer closes it or the time is over.
    /// `FileHandle` would wait forever, and would stop the program if a signal interrupts the read.
    package func text(within seconds: Int = 10) -> (text: String, hasEnded: Bool) {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var readable = pollfd(
            fd: fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        var hasEnded = false
        while !hasEnded, ContinuousClock.now < deadline {
            guard poll(&readable, 1, 50) > 0 else { continue }
            let count = read(readable.fd, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer.prefix(count)
            } else {
                hasEnded = count == 0 || errno != EINTR
            }
        }
        return (String(decoding: bytes, as: UTF8.self), hasEnded)
    }
}
