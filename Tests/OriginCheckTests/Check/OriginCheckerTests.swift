import Glibc
import OriginCheck
import OriginLab
import TestSupport
import Testing

/// The public interface alone, against origins of the lab.
@Suite(.timeLimit(.minutes(3))) struct `A checker` {
    private func settings() -> CheckSettings {
        var settings = CheckSettings()
        settings.connection.timeout = .seconds(10)
        settings.connection.nameServers = []
        return settings
    }

    private func target(_ running: RunningOrigin) throws -> Target {
        var place = TargetSettings()
        place.addresses = [running.origin.addresses.map(\.description).joined(separator: ",")]
        place.port = running.ports.https
        place.httpPort = running.ports.http
        return try TargetReader(place).target(running.origin.hostname)
    }

    private func withLab(
        _ ids: [String], _ body: (Lab, OriginChecker) async throws -> Void
    ) async throws {
        let lab = try await Lab.start(at: now, only: ids)
        let trust = try Trust(pem: lab.rootsPEM, label: "the lab's roots")
        let checker = try OriginChecker(settings: settings(), trust: trust)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(lab, checker))
        } catch {
            result = .failure(error)
        }
        await checker.shutDown()
        await lab.stop()
        try result.get()
    }

    private var now: UnixTime {
        UnixTime(seconds: Int64(time(nil)))
    }

    @Test func `finds a healthy origin ready`() async throws {
        try await withLab(["healthy"]) { lab, checker in
            let report = try await checker.check(try target(lab.origins[0]))
            #expect(report.assessment.verdict.result == .ready)
            #expect(report.exitStatus == 0)
            #expect(report.text().contains("READY"))
            #expect(report.json().contains(#""schema": "fullstrict.result/1""#))
        }
    }

    @Test func `reports several targets in their order`() async throws {
        try await withLab(["healthy", "expired", "leaf-only"]) { lab, checker in
            let targets = try lab.origins.map { try target($0) }
            let reports = try await checker.check(targets, concurrency: 2)
            #expect(reports.map(\.observation.target.host) == targets.map(\.host))
            #expect(reports.map(\.exitStatus) == [0, 1, 1])
            let findings = reports[1].assessment.findings.map(\.kind.id)
            #expect(findings.contains("cert.expired"))
        }
    }

    @Test func `leaves an observation that is judged alike later, and otherwise at another date`()
        async throws
    {
        try await withLab(["healthy"]) { lab, checker in
            let report = try await checker.check(try target(lab.origins[0]))
            let folder = try TemporaryFolder()
            let file = try folder.write("saved.json", report.json(includesCertificates: true))
            let saved = try SavedResults.observations(inFile: file)
            let trust = try Trust(pem: lab.rootsPEM, label: "the lab's roots")
            let again = try await OriginJudge(trust: trust)
                .report(on: try #require(saved.first))
            #expect(again.assessment == report.assessment)
            var later = JudgementSettings()
            later.time = UnixTime(seconds: now.seconds + 400 * 86_400)
            let then = try await OriginJudge(settings: later, trust: trust)
                .report(on: try #require(saved.first))
            #expect(then.assessment.verdict.result == .broken)
            for unfit in [report.json(), report.json(redaction: Redaction(report.observation))] {
                let file = try folder.write("unfit.json", unfit)
                let error = #expect(throws: OriginCheckError.self) {
                    try SavedResults.observations(inFile: file)
                }
                #expect(error?.kind == .damagedData)
                let says = unfit.contains("origin-1") ? "redacted" : "contains no certificates"
                #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
            }
        }
    }

    @Test func `says what is wrong with its settings`() throws {
        var settings = settings()
        settings.connection.headers = ["no colon"]
        let trust = try Trust(TrustSettings(choice: .system))
        #expect(throws: OriginCheckError.self) {
            try OriginChecker(settings: settings, trust: trust)
        }
    }
}
