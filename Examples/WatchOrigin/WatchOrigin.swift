import Glibc
import OriginCheck

/// Watches one origin and prints changes: `WatchOrigin TARGET COUNT SECONDS [ORIGIN[:PORT]
/// [ROOTS.pem]]` checks it COUNT times, SECONDS apart.
@main
struct WatchOrigin {
    private let checker: OriginChecker
    private let target: Target
    private let count: Int
    private let interval: Duration

    static func main() async {
        do {
            try await WatchOrigin(Array(CommandLine.arguments.dropFirst())).run()
        } catch {
            print("could not check: \(error)")
        }
    }

    init(_ arguments: [String]) throws(OriginCheckError) {
        guard arguments.count >= 3, let count = Int(arguments[1]),
            let seconds = Double(arguments[2])
        else { throw OriginCheckError(.invalidInput, "expected TARGET COUNT SECONDS") }
        var place = TargetSettings()
        place.connectTo = arguments.count > 3 ? arguments[3] : nil
        target = try TargetReader(place).target(arguments[0])
        let roots = TrustSettings(addedFiles: arguments.count > 4 ? [arguments[4]] : [])
        checker = try OriginChecker(trust: Trust(roots))
        self.count = count
        interval = .seconds(seconds)
    }

    func run() async throws {
        var known: State?
        for round in 0..<count {
            if round > 0 { try await Task.sleep(for: interval) }
            let report = try await checker.check(target)
            let state = State(report)
            for line in state.changes(since: known) {
                print("\(report.observation.startedAt.rfc3339) \(line)")
            }
            // Output to a pipe is buffered, but its reader is waiting for changes.
            fflush(nil)
            known = state
        }
    }
}

/// The values that are compared between checks.
struct State {
    let verdict: VerdictResult
    /// The outcomes, such as `526`, in the order of the modes.
    let outcomes: [String]
    let findings: Set<String>

    init(_ report: CheckReport) {
        let assessment = report.assessment
        verdict = assessment.verdict.result
        outcomes = assessment.modes.map { mode in
            let seen = mode.https.outcomes.map(\.outcome.id).joined(separator: " or ")
            return "\(mode.mode): \(seen)"
        }
        findings = Set(assessment.findings.map(\.kind.id))
    }

    func changes(since known: State?) -> [String] {
        guard let known else { return ["\(verdict)"] + outcomes }
        var changes: [String] = []
        if verdict != known.verdict { changes.append("\(known.verdict) became \(verdict)") }
        changes += outcomes.filter { !known.outcomes.contains($0) }
        changes += findings.subtracting(known.findings).sorted().map { "new: \($0)" }
        changes += known.findings.subtracting(findings).sorted().map { "gone: \($0)" }
        return changes
    }
}
