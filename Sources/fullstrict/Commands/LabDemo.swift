internal import OriginCheck
internal import OriginLab

/// Checks every origin of a running lab and shows expected and predicted outcomes.
struct LabDemo {
    private let lab: Lab
    private let style: TextStyle
    private let checker: OriginChecker
    /// A checker with a longer timeout.
    private let patient: OriginChecker

    /// The origin whose full report is shown at the end.
    private static let showpiece = "pool-one-expired"

    /// Loopback responds at once. Silent origins take the full timeout, several in parallel.
    private static let timeout = Duration.seconds(4)
    private static let concurrency = 16
    /// Unexpected results are checked again with a longer timeout, a few in parallel, because the
    /// machine may have been busy.
    private static let patientTimeout = Duration.seconds(20)
    private static let retryConcurrency = 4

    init(_ lab: Lab, style: TextStyle) throws(OriginCheckError) {
        self.lab = lab
        self.style = style
        let trust = try Trust(pem: lab.rootsPEM, label: "the lab's own roots")
        checker = try Self.checker(trust, Self.timeout)
        patient = try Self.checker(trust, Self.patientTimeout)
    }

    private static func checker(
        _ trust: Trust, _ timeout: Duration
    ) throws(OriginCheckError) -> OriginChecker {
        var settings = CheckSettings()
        settings.connection.timeout = timeout
        settings.connection.nameServers = []
        return try OriginChecker(settings: settings, trust: trust)
    }

    /// Checks all origins and prints the matrix. The status is 0 if every cell is as expected.
    func run() async throws -> ExitStatus {
        Console.error("\(lab.origins.count) origins are running on loopback; checking them")
        let absent = LabCatalog.origins.count { !$0.isPlayable }
        if absent > 0 { Console.error("\(absent) need IPv6, which this machine does not have") }
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
        var reports = try await checker.check(
            targets, concurrency: Self.concurrency)
        let open = reports.indices.filter { !isExpected(reports[$0], at: $0) }
        let again = try await patient.check(
            open.map { targets[$0] }, concurrency: Self.retryConcurrency)
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
}

extension VisitorPrediction {
    fileprivate var shares: [(outcome: String, share: Double)] {
        outcomes.map { ($0.outcome.id, $0.share) }
    }
}
