public import ArgumentParser
public import OriginCheck

/// Options for output and exit status.
struct OutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "JSON on stdout; one object per line for several hosts.")
    var json = false

    @Flag(name: .shortAndLong, help: ArgumentHelp("Print only the verdict.", visibility: .hidden))
    var quiet = false

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp("Also print chains, alerts, timings and redirects.", visibility: .hidden)
    )
    var verbose = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write the report to a file.", valueName: "file", visibility: .hidden))
    var output: String?

    @Flag(
        help: ArgumentHelp(
            "Replace origin addresses with origin-1, origin-2 …", visibility: .hidden))
    var redact = false

    @Option(
        help: ArgumentHelp("Colour: auto, always or never.", valueName: "when", visibility: .hidden)
    )
    var color: ColourChoice = .auto

    @Flag(name: .customLong("no-color"), help: ArgumentHelp("No colour.", visibility: .hidden))
    var withoutColour = false

    @Option(
        help: ArgumentHelp(
            "Exit with 1 on: error, warning, never.", valueName: "severity", visibility: .hidden))
    var failOn: FailureThreshold = .error

    @Flag(help: ArgumentHelp("Exit with 0 whatever is found.", visibility: .hidden))
    var exitZero = false

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output is empty: give a file name") }
        if quiet, verbose { throw ValidationError("-q and -v cannot be combined") }
    }

    /// The verdicts that count as failures.
    var threshold: FailureThreshold { exitZero ? .never : failOn }

    /// The level of detail of the report.
    var detail: TextReport.Detail {
        if quiet { return .quiet }
        return verbose ? .verbose : .normal
    }

    /// The output form of reports.
    var format: ReportFormat { json ? .json : .text }

    /// The content and appearance of reports.
    var reportOptions: ReportFormat.Options {
        var options = ReportFormat.Options()
        options.style = style
        options.detail = detail
        options.redactsAddresses = redact
        return options
    }

    /// The text style for the output's destination.
    var style: TextStyle {
        Console.style(withoutColour || output != nil ? .never : color)
    }

    /// Writes a report to stdout or the `--output` file.
    func deliver(_ text: String) throws(OriginCheckError) {
        guard let output else { return Console.output(text) }
        try Console.write(Array(text.utf8), to: output)
    }
}

/// The value of `--color`.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

extension FailureThreshold: ExpressibleByArgument {}
