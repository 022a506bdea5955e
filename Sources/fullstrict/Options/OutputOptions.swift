public import ArgumentParser
public import OriginCheck

/// What is said, where, and which status it ends with.
struct OutputOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "JSON on stdout; one object a line for several hosts.")
    var json = false

    @Flag(name: .shortAndLong, help: ArgumentHelp("The verdict line only.", visibility: .hidden))
    var quiet = false

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp("Chains, alerts, timings and trails too.", visibility: .hidden))
    var verbose = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write the report to a file.", valueName: "file", visibility: .hidden))
    var output: String?

    @Flag(
        help: ArgumentHelp("Replace origin addresses by origin-1, origin-2 …", visibility: .hidden))
    var redact = false

    @Option(
        help: ArgumentHelp("Colour: auto, always or never.", valueName: "when", visibility: .hidden)
    )
    var color: ColourChoice = .auto

    @Flag(name: .customLong("no-color"), help: ArgumentHelp("No colour.", visibility: .hidden))
    var withoutColour = false

    @Option(
        help: ArgumentHelp(
            "End with 1 on: error, warning, never.", valueName: "severity", visibility: .hidden))
    var failOn: FailureThreshold = .error

    @Flag(help: ArgumentHelp("End with 0 whatever is found.", visibility: .hidden))
    var exitZero = false

    func validate() throws {
        if output?.isEmpty == true { throw ValidationError("--output is empty: name a file") }
        if quiet, verbose { throw ValidationError("-q and -v exclude each other") }
    }

    /// Which verdicts count as failures.
    var threshold: FailureThreshold { exitZero ? .never : failOn }

    /// How much is said.
    var detail: TextReport.Detail {
        if quiet { return .quiet }
        return verbose ? .verbose : .normal
    }

    /// How text should look where it goes.
    var style: TextStyle {
        Console.style(withoutColour || output != nil ? .never : color)
    }

    /// Writes a report to stdout, or to the file that was named.
    func deliver(_ text: String) throws(OriginCheckError) {
        guard let output else { return Console.output(text) }
        try Console.write(Array(text.utf8), to: output)
    }
}

/// `--color`.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

extension FailureThreshold: ExpressibleByArgument {}
