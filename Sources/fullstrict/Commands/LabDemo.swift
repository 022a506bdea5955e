internal import ChainVerification
internal import EdgePolicy
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginLab
internal import OriginProbe
internal import Reporting

/// Checks every origin of a running lab and shows what was expected beside what was predicted.
struct LabDemo {
    private let lab: Lab
    private let style: TextStyle
    private let checker: OriginChecker
    /// With more time.
    private let patient: OriginChecker

    /// The origin whose full report is shown at the end.
    private static let showpiece = "pool-one-expired"

    /// Loopback answers at once; what stays silent takes the whole of this, several at a time.
    private static let timeoutMilliseconds = 4_000
    private static let concurrency = 16
    /// What was not seen as expected is looked at again, a few at a time and for this long: a busy machine
    /// may have left it none.
    private static let patientMilliseconds = 20_000
    private static let secondLooksTogether = 4

    init(_ lab: Lab, style: TextStyle) throws {
        self.lab = lab
        self.style = style
        let library = try LibraryContext()
        let trust = try Self.trust(lab)
        let prober = try Prober(resolver: ResolverConfiguration(servers: []))
        let judge = try ObservationJudge(trust: trust, library: library)
        checker = Self.checker(prober, judge, trust, Self.timeoutMilliseconds)
        patient = Self.checker(prober, judge, trust, Self.patientMilliseconds)
    }

    private static func checker(
        _ prober: Prober, _ judge: ObservationJudge, _ trust: LoadedTrust, _ milliseconds: Int
    ) -> OriginChecker {
        var options = ProbeOptions(version: Version.text)
        options.totalMilliseconds = milliseconds
        return OriginChecker(
            prober: prober, options: options, judge: judge,
            judgement: JudgementSettings(
                mode: .strict, settings: EdgeSettings(), at: nil, options: [],
                status: { $0.result == .ready || $0.result == .warning ? .works : .breaks }),
            tool: ToolFacts(
                version: Version.text, ruleset: Version.ruleset, openSSL: LibraryContext.version,
                trust: trust.facts))
    }

    /// Works when every cell is as expected.
    func run() async throws -> ExitStatus {
        Console.error("\(lab.origins.count) origins are up on loopback; checking them")
        let absent = LabCatalog.origins.count { !$0.isPlayable }
        if absent > 0 { Console.error("\(absent) need IPv6, which this machine lacks") }
        let reports = try await reports()
        let rows = zip(lab.origins, reports).map { Self.row($0.origin, $1.assessment) }
        let matrix = MatrixText(rows, style: style)
        Console.output(matrix.text)
        for (row, report) in zip(rows, reports) where !row.cells.allSatisfy(\.isExpected) {
            Console.error(TextReport(report, style: style, detail: .verbose).text)
        }
        let index = lab.origins.firstIndex { $0.origin.id == Self.showpiece } ?? 0
        Console.output(TextReport(reports[index], style: style).text)
        return matrix.surprises == 0 ? .works : .internalFault
    }

    private func reports() async throws -> [CheckReport] {
        let targets = lab.origins.map(Self.target)
        var reports = try await CheckRun(checker: checker).reports(
            targets, concurrency: Self.concurrency)
        let open = reports.indices.filter { !isExpected(reports[$0], at: $0) }
        let again = try await CheckRun(checker: patient).reports(
            open.map { targets[$0] }, concurrency: Self.secondLooksTogether)
        for (index, report) in zip(open, again) { reports[index] = report }
        return reports
    }

    private func isExpected(_ report: CheckReport, at index: Int) -> Bool {
        Self.row(lab.origins[index].origin, report.assessment).cells.allSatisfy(\.isExpected)
    }

    private static func target(_ running: RunningOrigin) -> Target {
        var target = Target(
            input: running.origin.hostname,
            host: .name(ascii: running.origin.hostname, unicode: running.origin.hostname),
            addressing: .given(running.origin.addresses))
        target.originPorts = running.ports
        return target
    }

    private static func row(_ origin: LabOrigin, _ seen: Assessment) -> MatrixRow {
        MatrixRow(
            id: origin.id,
            cells: seen.modes.map { prediction in
                let expected = { origin.expected[prediction.mode, $0] }
                return MatrixCell(
                    mode: prediction.mode, https: prediction.https.outcomes.map(\.outcome.id),
                    http: prediction.http.outcomes.map(\.outcome.id),
                    expected: [VisitorScheme.https, .http].map { expected($0).text }
                        .joined(separator: " "),
                    isExpected: VisitorScheme.allCases.allSatisfy {
                        expected($0).isMet(by: prediction[$0].shares)
                    })
            })
    }

    private static func trust(_ lab: Lab) throws -> LoadedTrust {
        let source = AnchorSource(.custom, label: "lab roots", bytes: Array(lab.rootsPEM.utf8))
        let anchors = try TrustAnchors([source])
        return LoadedTrust(
            strict: anchors, browser: anchors,
            facts: TrustFacts(
                name: "only", label: "the lab's own roots", date: nil, sha256: "",
                count: anchors.count))
    }
}

extension VisitorPrediction {
    fileprivate var shares: [(outcome: String, share: Double)] {
        outcomes.map { ($0.outcome.id, $0.share) }
    }
}
