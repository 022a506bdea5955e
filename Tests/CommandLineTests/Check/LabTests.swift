import OriginLab
import Testing

/// Runs of `fullstrict lab`.
@Suite(.timeLimit(.minutes(5)))
struct `The lab` {
    @Test func `finds the expected outcomes at every origin`() async throws {
        let outcome = try await Tool.run(["lab", "--demo"])
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.contains("every cell as expected"))
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        for origin in LabCatalog.origins where origin.isPlayable {
            #expect(outcome.output.contains("✓ \(origin.id) "), "\(origin.id)")
        }
    }

    @Test func `lists its origins`() async throws {
        let all = try await Tool.run(["lab", "--list"])
        #expect(all.status == 0)
        #expect(
            LabCatalog.origins.allSatisfy {
                all.output.contains("\n\($0.id): ") || all.output.hasPrefix("\($0.id): ")
            })
        let one = try await Tool.run(["lab", "--list", "--only", "expired", "--json"])
        let object = try ResultView(one.output)
        #expect(object.outcomes("strict", "https").isEmpty)
        #expect(one.output.split(separator: "\n").count == 1)
        #expect(one.output.contains(#""id":"expired""#))
    }

    @Test func `rejects unknown ids`() async throws {
        let outcome = try await Tool.run(["lab", "--only", "nonsense"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("fullstrict lab --list shows them"))
    }

    /// An origin that responds at once shows how long a check takes on this machine now. A check of
    /// a hostile origin may take a few times as long, plus its timeout.
    @Test(arguments: [
        "trickle", "header-200k", "garbage-on-tls-port", "malformed-answer", "no-answer",
        "endless-header", "endless-body", "unended-body", "handshake-trickles",
        "redirect-for-ever",
    ])
    func `hostile origins end within the timeout`(id: String) async throws {
        let lab = try await Lab.start(at: LabClock.now, only: ["healthy", id])
        let (usual, status) = try await time(lab.origins[0])
        #expect(status == 0 || status == 1)
        let (taken, hostile) = try await time(lab.origins[1])
        await lab.stop()
        #expect(taken < .seconds(6) + usual * 4, "\(usual)")
        #expect([0, 1, 3].contains(hostile))
    }

    private func time(_ origin: RunningOrigin) async throws -> (Duration, Int32) {
        let start = ContinuousClock.now
        let outcome = try await Tool.run(
            ["check"] + origin.arguments + ["--timeout", "1.5", "-j"])
        #expect(try ResultView(outcome.output).schema == "fullstrict.result/1")
        return (ContinuousClock.now - start, outcome.status)
    }
}
