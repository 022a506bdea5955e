internal import EdgePolicy
internal import OpenSSLSupport
internal import Reporting

/// Judge, roots and settings, set up from the options: what `check` and `replay` share.
struct JudgementBench {
    let judge: ObservationJudge
    var judgement: Judgement
    let tool: ToolFacts
    let library: LibraryContext

    /// Reads the roots; throws when they cannot be used.
    init(_ options: JudgementOptions, _ output: OutputOptions) throws(CommandFailure) {
        do {
            library = try LibraryContext()
            let trust = try TrustLoader(library: library).load(
                options.trust, adding: options.addedAuthorities)
            judge = try ObservationJudge(
                trust: trust, library: library, limits: options.expiresIn.limits)
            tool = ToolFacts(
                version: Version.text, ruleset: Version.ruleset, openSSL: LibraryContext.version,
                trust: trust.facts)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
        judgement = Judgement(
            mode: options.mode, settings: options.settings, at: options.at, options: options.words,
            status: { [output] verdict in output.status(of: verdict.result) })
    }
}
