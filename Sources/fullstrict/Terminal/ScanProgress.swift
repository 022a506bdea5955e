internal import DataFormats
internal import Glibc
internal import OriginCheck
internal import Reporting
internal import Synchronization

/// Says on stderr how far a scan is: a live line on a terminal, elsewhere a line now and then.
final class ScanProgress: Sendable {
    private let counter: SharedTally
    private let total: Int?
    private let isLive: Bool
    /// Seconds between two lines off a terminal.
    private let interval: Int
    private let statsFile: String?
    private let begin = ContinuousClock.now

    init(counter: SharedTally, total: Int?, isVerbose: Bool, statsFile: String?) {
        self.counter = counter
        self.total = total
        self.statsFile = statsFile
        isLive = isatty(STDERR_FILENO) == 1 && Console.variable("TERM") != "dumb"
        interval = isVerbose ? 5 : 30
    }

    /// Writes the first statistics, to find out whether they can be written: never over the list or the records,
    /// and to an ordinary file, since a pipe without a reader would hold the scan.
    func beginStats(list: Int32, output: String?) throws(OriginCheckError) {
        guard let statsFile else { return }
        guard statsFile != output, statsFile != "-" else {
            throw OriginCheckError(.invalidInput, "--stats-file needs a file of its own")
        }
        if let there = FileIdentity(path: statsFile) {
            guard there != FileIdentity(list), there != output.flatMap(FileIdentity.init(path:))
            else {
                throw OriginCheckError(
                    .invalidInput, "--stats-file \(statsFile) is the list or the output")
            }
            guard there.isOrdinary else {
                throw OriginCheckError(
                    .cannotWrite, "--stats-file \(statsFile) is no ordinary file")
            }
        }
        try OutputFile.write(statistics(isRunning: true), to: statsFile)
    }

    /// Until it is cancelled.
    func run() async {
        var ticks = 0
        while (try? await Task.sleep(for: .milliseconds(500))) != nil {
            ticks += 1
            if isLive {
                show("\r\u{1B}[K  " + line(by: seconds))
            } else if ticks % (interval * 2) == 0 {
                show(line(by: seconds) + "\n")
            }
            if ticks % 10 == 0 { writeStats(isRunning: true) }
        }
    }

    /// A message among the lines.
    func say(_ text: String) {
        show((isLive ? "\r\u{1B}[K" : "") + text + "\n")
    }

    /// The summary.
    func sayLast(isComplete: Bool) {
        let tally = counter.tally
        let nothing = isComplete ? "nothing in the list" : "no record written"
        let what = tally.words.isEmpty ? nothing : tally.words
        let rate = Double(tally.records) / max(0.001, seconds)
        say(
            "\(isComplete ? "done" : "ended early"): \(what); \(Self.duration(seconds)), "
                + "\(ScanTally.grouped(Int(rate)))/s")
        writeStats(isRunning: false)
    }

    private var seconds: Double {
        (ContinuousClock.now - begin) / .seconds(1)
    }

    private func line(by seconds: Double) -> String {
        let tally = counter.tally
        let rate = Double(tally.records) / max(0.001, seconds)
        let done = tally.records + tally.doneBefore + tally.duplicates + tally.elsewhere
        var parts = [ScanTally.grouped(done)]
        if let total, total >= done, total > 0 {
            parts[0] += " of \(ScanTally.grouped(total))  \(done * 100 / total)%"
        }
        let marks: [(ScanTally.Kind, String)] = [
            (.ready, "ok"), (.warning, "warn"), (.broken, "break"), (.unknown, "?"),
            (.banned, "banned"),
        ]
        for (kind, mark) in marks where tally[kind] > 0 {
            parts.append("\(mark) \(ScanTally.grouped(tally[kind]))")
        }
        parts.append("\(ScanTally.grouped(Int(rate)))/s")
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

    private func writeStats(isRunning: Bool) {
        guard let statsFile else { return }
        // A scan does not end because of its statistics.
        try? OutputFile.write(statistics(isRunning: isRunning), to: statsFile)
    }

    private func statistics(isRunning: Bool) -> [UInt8] {
        JSONWriter.bytes(
            counter.tally.json(seconds: seconds, running: isRunning), layout: .pretty)
    }

    private func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
