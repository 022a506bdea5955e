import TestSupport
import Testing

/// Runs with `--vantage origin`.
@Suite(.timeLimit(.minutes(1)))
struct `On the origin itself` {
    @Test func `a refused connection is certain, and the report says where it was seen`()
        async throws
    {
        let ports = (try FreePort.next(), try FreePort.next())
        let arguments = [
            "check", "shop.example.com", "--connect-to", "127.0.0.1", "-p", "\(ports.0)",
            "--http-port", "\(ports.1)",
        ]
        let here = try await Tool.run(arguments + ["--vantage", "origin"])
        #expect(here.status == 1)
        #expect(here.output.contains("Checked on the origin itself"))
        #expect(!here.output.contains("run this on the origin"))
        #expect(here.output.contains("--vantage origin"))
        let elsewhere = try await Tool.run(arguments)
        #expect(elsewhere.output.contains("Checked from here"))
        let json = try await Tool.run(arguments + ["--vantage", "origin", "--json"])
        #expect(json.output.contains("\"on_origin\": true"))
        let odd = try await Tool.run(arguments + ["--vantage", "moon"])
        #expect(odd.status == 64)
    }
}
