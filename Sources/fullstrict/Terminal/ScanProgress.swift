internal import Glibc
internal import OriginCheck

/// Shows the progress of a scan on stderr: a live line on a terminal, otherwise a line at regular
/// intervals.
final class ScanProgress: Sendable {
    private let isLive: Bool
    /// The number of seconds between lines if stderr is not a terminal.
    private let interval: Int
    private let statsFile: String?
    private let start = ContinuousClock.now

    init(isVerbose: Bool, statsFile: String?) {
        self.statsFile = statsFile
        isLive = isatty(STDERR_FILENO) == 1 && Console.variable("TERM") != "dumb"
        interval = isVerbose ? 5 : 30
    }

    /// Writes the statistics for the first time, to check that they can be written. Throws if the
    /// file is the list or the output, or is not a regular file, because a pipe without a reader
    /// would block the scan.
    func beginStats(list: String, output: String?) throws(OriginCheckError) {
        guard let statsFile else { return }
        try check(statsFile, list: list, output: output)
        try writeStats(ScanTally(), isRunning: true)
    }

    private func check(
        _ statsFile: String, list: String, output: String?
    ) throws(OriginCheckError) {
        guard statsFile != output, statsFile != "-" else {
            throw OriginCheckError(.invalidInput, "--stats-file needs a file of its own")
        }
        guard let existing = FileIdentity(path: statsFile) else { return }
        let listIdentity = list == "-" ? FileIdentity(STDIN_FILENO) : FileIdentity(path: list)
        guard existing != listIdentity, existing != output.flatMap(FileIdentity.init(path:)) else {
            throw OriginCheckError(
                .invalidInput, "--stats-file \(statsFile) is the list or the output")
        }
        guard existing.isOrdinary else {
            throw OriginCheckError(
                .cannotWrite, "--stats-file \(statsFile) is not a regular file")
        }
    }

    /// Updates the display until the task is cancelled.
    func run(_ scan: Scan) async {
        var ticks = 0
        while (try? await Task.sleep(for: .milliseconds(500))) != nil {
            ticks += 1
            if isLive {
                write("\r\u{1B}[K  " + line(scan.tally, of: scan.listLines))
            } else if ticks % (interval * 2) == 0 {
                write(line(scan.tally, of: scan.listLines) + "\n")
            }
            // A scan continues even if its statistics cannot be written.
            if ticks % 10 == 0 { try? writeStats(scan.tally, isRunning: true) }
        }
    }

    /// Shows a message between the progress lines.
    func show(_ text: String) {
        write((isLive ? "\r\u{1B}[K" : "") + text + "\n")
    }

    func show(_ news: ScanNews, patience: Int) {
        switch news {
        case .concurrencyLimited(let limit, let descriptors):
            show(
                "\(limit) targets in progress at most: \(descriptors) descriptors (ulimit -n) "
                    + "allow no more")
        case .resolverSilent:
            show("no DNS server answers: lookups wait for one, up to \(patience) s")
        case .resolverBack: show("DNS answers again")
        }
    }

    func finish(_ summary: ScanSummary) {
        let tally = summary.tally
        let isComplete = summary.end == .complete
        let nothing = isComplete ? "the list is empty" : "no records"
        let counts = tally.words.isEmpty ? nothing : tally.words
        show(
            "\(isComplete ? "done" : "ended early"): \(counts); \(Self.duration(seconds)), "
                + "\(Self.grouped(rate(tally)))/s")
        try? writeStats(tally, isRunning: false)
    }

    private var seconds: Double {
        (ContinuousClock.now - start) / .seconds(1)
    }

    private func rate(_ tally: ScanTally) -> Int {
        Int(Double(tally.records) / max(0.001, seconds))
    }

    private func line(_ tally: ScanTally, of total: Int?) -> String {
        let done = tally.inputs
        let rate = Double(tally.records) / max(0.001, seconds)
        var parts = [Self.grouped(done)]
        if let total, total >= done, total > 0 {
            parts[0] += " of \(Self.grouped(total))  \(done * 100 / total)%"
        }
        let labels: [(ScanTally.Kind, String)] = [
            (.ready, "ok"), (.warning, "warn"), (.broken, "break"), (.unknown, "?"),
            (.banned, "banned"),
        ]
        for (kind, label) in labels where tally[kind] > 0 {
            parts.append("\(label) \(Self.grouped(tally[kind]))")
        }
        parts.append("\(Self.grouped(Int(rate)))/s")
        if let total, total > done, rate > 0.1 {
            parts.append("ETA \(Self.duration(Double(total - done) / rate))")
        }
        return parts.joined(separator: "  ")
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds)
        if whole >= 3_600 { return "\(whole / 3_600)h\(whole % 3_600 / 60)m" }
        return whole >= 60 ? "\(whole / 60)m\(whole % 60)s" : "\(whole)s"
    }

    /// Returns a number with its digits grouped: `128,411`.
    fileprivate static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in "\(number)".reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    private func writeStats(_ tally: ScanTally, isRunning: Bool) throws(OriginCheckError) {
        guard let statsFile else { return }
        try OutputFile.write(
            Array(tally.json(seconds: seconds, isRunning: isRunning).utf8), to: statsFile)
    }

    private func write(_ text: String) {
        _ = DescriptorIO.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

extension ScanTally {
    /// The counts that are not zero: `97,020 ready, 18,377 would break …`.
    fileprivate var words: String {
        let counts: [(Int, String)] = [
            (self[.ready], "ready"), (self[.warning], "ready with warnings"),
            (self[.broken], "would break"), (self[.unknown], "cannot tell"),
            (self[.banned], "not contacted after a ban"), (self[.invalid], "invalid"),
            (self[.excluded], "excluded"),
            (duplicates, duplicates == 1 ? "duplicate" : "duplicates"),
            (doneBefore, "done before"), (otherShards, "in other shards"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\(ScanProgress.grouped($0.0)) \($0.1)" }
            .joined(separator: ", ")
    }
}
