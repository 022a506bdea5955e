import Foundation
import TestSupport
import Testing

/// Events that may interrupt a long scan.
@Suite(.timeLimit(.minutes(2)))
struct `A scan under difficulties` {
    @Test func `loses and repeats no record when it is killed again and again`() async throws {
        let scan = try ScanFolder(hosts: 300)
        var random = Seed.generator()
        var kills = 0
        for _ in 0...10 {
            let process = Tool.process(scan.arguments(["--resume", "--rate-limit", "100"]))
            process.standardError = FileHandle.nullDevice
            let size = scan.outputSize
            try process.run()
            if kills < 10 {
                while process.isRunning, scan.outputSize <= size { usleep(2_000) }
                usleep(UInt32(random.next(below: 100_000)))
            }
            if kills < 10, process.isRunning {
                kill(process.processIdentifier, SIGKILL)
                kills += 1
            }
            process.waitUntilExit()
            if process.terminationReason == .exit {
                #expect(process.terminationStatus == 1)
                break
            }
        }
        #expect(kills > 2)
        #expect(try scan.hosts() == ScanFolder.expected(300))
        #expect(try scan.records().count == 300)
    }

    @Test func `ends with an error when the disk is full, and can be resumed`() async throws {
        let scan = try ScanFolder(hosts: 60)
        let (status, errors) = try await scan.shell("ulimit -f 100; exec")
        #expect(status == 73)
        #expect(errors.contains("File too large") && errors.contains("--resume"))
        let text = try String(contentsOfFile: scan.output, encoding: .utf8)
        #expect(text.hasSuffix("}\n") && text.utf8.count > 50_000)
        #expect(try await scan.scan(["--resume"]).status == 1)
        #expect(try scan.hosts() == ScanFolder.expected(60))
    }

    @Test func `ends with an error when its output is closed`() async throws {
        let scan = try ScanFolder(hosts: 50)
        let (status, errors) = try await scan.run(
            "'\(Tool.path)' scan -l '\(scan.list)' | head -1; exit ${PIPESTATUS[0]}")
        #expect(status == 73)
        #expect(errors.contains("standard output: Broken pipe"))
    }

    @Test func `ends when its output is closed, even if its list is a silent pipe`() async throws {
        let scan = try ScanFolder(hosts: 50)
        let (status, _) = try await scan.run(
            """
            mkfifo '\(scan.output).list'
            exec 3<>'\(scan.output).list'
            cat '\(scan.list)' >&3
            '\(Tool.path)' scan -l - <&3 2>/dev/null | head -1; exit ${PIPESTATUS[0]}
            """)
        #expect(status == 73)
    }

    @Test func `works with 64 descriptors`() async throws {
        let scan = try ScanFolder(hosts: 200)
        let (status, errors) = try await scan.shell("ulimit -n 64; exec")
        #expect(status == 1)
        #expect(errors.contains("descriptors (ulimit -n) allow no more"))
        #expect(try scan.hosts() == ScanFolder.expected(200))
    }

    @Test func `says how many descriptors it needs when there are too few`() async throws {
        let scan = try ScanFolder(hosts: 3)
        for limit in [12, 20, 30] {
            let (status, errors) = try await scan.shell(
                "ulimit -n \(limit); exec", ["--workers", "2"])
            #expect(status == 69, "\(errors)")
            #expect(
                errors.contains("\(limit) descriptors (ulimit -n) are too few: 2 workers need 35"))
        }
    }

    @Test func `ends at once on Ctrl-C even if its list is a silent pipe`() async throws {
        let scan = try ScanFolder(hosts: 1)
        let (status, _) = try await scan.run(
            """
            mkfifo '\(scan.output).list'
            '\(Tool.path)' scan -l '\(scan.output).list' -o '\(scan.output)' 2>/dev/null & PID=$!
            exec 3>'\(scan.output).list'
            cat '\(scan.list)' >&3
            until [ -s '\(scan.output)' ]; do sleep 0.05; done
            kill -TERM $PID; wait $PID
            """)
        #expect(status == 130)
        #expect(try scan.hosts() == ScanFolder.expected(1))
    }

    @Test func `does not overwrite other files with statistics, or write them to a pipe`()
        async throws
    {
        let scan = try ScanFolder(hosts: 3)
        #expect(try await scan.scan(["--stats-file", scan.list]).status == 64)
        #expect(try await scan.scan(["--stats-file", scan.output]).status == 64)
        #expect(try await scan.scan(["--stats-file", "-"]).status == 64)
        let folder = scan.folder.path
        #expect(try await scan.scan(["--stats-file", folder]).status == 73)
        #expect(try await scan.scan(["--stats-file", folder + "/none/stats"]).status == 73)
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        #expect(try await scan.scan(["--stats-file", folder + "/pipe"]).status == 73)
        #expect(!FileManager.default.fileExists(atPath: scan.output))
        #expect(try await scan.scan(["--stats-file", folder + "/stats"]).status == 1)
        #expect(try await scan.scan(["--stats-file", scan.output, "--resume"]).status == 64)
        #expect(try scan.hosts() == ScanFolder.expected(3))
    }

    @Test func `does not truncate files it did not write`() async throws {
        let scan = try ScanFolder(hosts: 3)
        for text in ["a.example.com,127.0.8.1,1,2", "{\"my\":\"file\"}", "{\"key\":\"x\"}\n"] {
            try Data(text.utf8).write(to: URL(filePath: scan.output))
            let outcome = try await scan.scan(["--resume"])
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("nothing was changed"))
            #expect(try String(contentsOfFile: scan.output, encoding: .utf8) == text)
        }
        let list = try String(contentsOfFile: scan.list, encoding: .utf8)
        let outcome = try await Tool.run(["scan", "-l", scan.list, "-o", scan.list, "--resume"])
        #expect(outcome.status == 64)
        #expect(try String(contentsOfFile: scan.list, encoding: .utf8) == list)
    }

    @Test func `is not delayed by tarpits`() async throws {
        let tarpit = try HeldListener()
        let hosts = (0..<100).map { number in
            let ports = number % 5 == 0 ? "\(tarpit.port),2" : "1,2"
            return "s\(number).example.com,127.0.0.1,\(ports)\n"
        }
        let scan = try ScanFolder(hosts.joined())
        let begin = Date()
        let outcome = try await scan.scan(["--timeout", "1", "--retries", "0"])
        // Scanned one after another, the twenty tarpits would take twenty seconds.
        #expect(Date().timeIntervalSince(begin) < 18)
        #expect(outcome.status == 1)
        #expect(try scan.hosts() == ScanFolder.expected(100))
    }

    @Test func `finishes started targets on Ctrl-C, and says how to resume`() async throws {
        let scan = try ScanFolder(hosts: 100)
        let (status, errors) = try await scan.shell(
            "(trap - INT; exec", ["--rate-limit", "30"],
            after: """
                ) & PID=$!
                until [ -s '\(scan.output)' ]; do sleep 0.05; done
                kill -TERM $PID; wait $PID
                """)
        #expect(status == 130)
        #expect(errors.contains("ended early") && errors.contains("--resume"))
        let first = try scan.records().count
        #expect((1..<100).contains(first))
        #expect(try await scan.scan(["--resume"]).status == 1)
        #expect(try scan.hosts() == ScanFolder.expected(100))
    }
}
