import Foundation

/// Runs the built `fullstrict` at a pseudo-terminal.
enum Terminal {
    struct None: Error {}

    /// The text that the terminal showed, and whether echo is on afterwards.
    struct Outcome: Sendable {
        let shown: String
        let echoes: Bool
    }

    /// Runs the program. It types `answer` once `question` has been printed, or interrupts the
    /// program there if `answer` is nil.
    static func run(
        _ arguments: [String], typing answer: String?, after question: String
    ) async throws -> Outcome {
        var (master, slave): (Int32, Int32) = (-1, -1)
        guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw None() }
        let process = Tool.process(arguments)
        let end = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardInput = end
        process.standardOutput = end
        process.standardError = end
        try process.run()
        close(slave)
        defer {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            close(master)
        }
        return await Task.detached { [master, number = process.processIdentifier] in
            var (shown, isAnswered) = ("", false)
            var buffer = [UInt8](repeating: 0, count: 4_096)
            // A program that waits forever must not hang the tests.
            while isReadable(master), case let count = read(master, &buffer, buffer.count),
                count > 0
            {
                shown += String(decoding: buffer[..<count], as: UTF8.self)
                if !isAnswered, shown.contains(question), shown.hasSuffix(": ") {
                    isAnswered = true
                    if let answer {
                        _ = write(master, answer, answer.utf8.count)
                    } else {
                        kill(number, SIGINT)
                    }
                }
            }
            var settings = termios()
            tcgetattr(master, &settings)
            return Outcome(shown: shown, echoes: settings.c_lflag & tcflag_t(ECHO) != 0)
        }.value
    }

    /// Whether output arrives within ten seconds.
    private static func isReadable(_ descriptor: Int32) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, 10_000) > 0
    }
}
