internal import ArgumentParser
internal import ChainVerification
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe
internal import Reporting
internal import TLSEngine

/// `fullstrict trust show|update`.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Cloudflare's list of public roots: show it, fetch it.",
        subcommands: [TrustShowCommand.self, TrustUpdateCommand.self],
        defaultSubcommand: TrustShowCommand.self)
}

/// `fullstrict trust show`: which roots a verdict would rest on.
struct TrustShowCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Which roots verdicts rest on: date, count, hash.")

    @Option(
        help: ArgumentHelp("Roots: cloudflare, public, system, or only:FILE.", valueName: "list"))
    var trust: TrustChoice = .cloudflare

    @Option(
        name: .customLong("add-ca"), help: ArgumentHelp("Roots trusted as well.", valueName: "file")
    )
    var addedAuthorities: [String] = []

    func status() async throws -> ExitStatus {
        let facts = try TrustLoader(library: LibraryContext()).load(
            trust, adding: addedAuthorities
        ).facts
        let rows: [(String, String?)] = [
            ("list", facts.label), ("written", facts.date?.iso8601), ("roots", String(facts.count)),
            ("sha256", facts.sha256), ("file", TrustPaths.bundle ?? TrustPaths.system),
            ("note", facts.note),
        ]
        for case (let name, let value?) in rows {
            Console.output(name + String(repeating: " ", count: 10 - name.utf8.count) + value)
        }
        return .works
    }
}

/// `fullstrict trust update`: fetches Cloudflare's list of public roots.
struct TrustUpdateCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetch Cloudflare's list of public roots, or take it from a file.",
        discussion: """
            The list is read whole and every root in it parsed before it replaces the old one.

            Examples:
              fullstrict trust update
              fullstrict trust update --from ca-bundle.crt
            """)

    /// Cloudflare's own list (developers.cloudflare.com/ssl/origin-configuration/ssl-modes/full-strict).
    private static let source =
        "https://raw.githubusercontent.com/cloudflare/cfssl_trust/master/ca-bundle.crt"

    /// Fewer than this are hardly Cloudflare's (339 in release 2026.5.1).
    private static let usualCount = 100

    @Option(help: ArgumentHelp("Where the list is.", valueName: "file|url"))
    var from: String = TrustUpdateCommand.source

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The DNS server to ask.", valueName: "ip[:port]", visibility: .hidden))
    var resolver: [String] = []

    func status() async throws -> ExitStatus {
        let library = try LibraryContext()
        let bytes = try await fetched(library)
        let anchors = try parsed(bytes, library)
        try OutputFile.makeFolder(TrustPaths.dataFolder)
        let before = TrustPaths.bundle == TrustPaths.fetchedBundle ? try old(library) : nil
        try OutputFile.write(bytes, to: TrustPaths.fetchedBundle, mode: 0o644)
        let after = try Self.digest(of: anchors, library)
        if anchors.count < Self.usualCount {
            Console.error(
                """
                fullstrict: \(anchors.count) roots are few: Cloudflare's list has over 300. For roots of \
                your own use --trust only:FILE or --add-ca FILE; \
                fullstrict trust update fetches Cloudflare's again
                """)
        }
        Console.output(
            """
            \(anchors.count) roots, sha256 \(after)
            \(before == after ? "unchanged" : before == nil ? "first list" : "replaces \(before ?? "")")
            written to \(TrustPaths.fetchedBundle)
            """)
        return .works
    }

    private func fetched(_ library: LibraryContext) async throws(CommandFailure) -> [UInt8] {
        guard from.contains("://") else {
            return try InputFile.read(from, limit: TrustLoader.sizeLimit, what: "list of roots")
        }
        let trust = try TrustLoader(library: library).load(.system, adding: [])
        let resolvers = try ProbeSettings.resolvers(resolver)
        do {
            let prober = try Prober(resolver: resolvers)
            var fetch = HTTPSFetch(prober, userAgent: ProbeOptions(version: Version.text).userAgent)
            fetch.mostBytes = TrustLoader.sizeLimit
            return try await fetch.get(from) { Self.objection(to: $0, of: $1, by: trust) }
        } catch let error as FetchError {
            throw CommandFailure(.unavailable, "cannot fetch \(from): \(error)")
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }

    /// Why the server's chain is refused, as a browser would put it; nil when it is good.
    private static func objection(
        to chain: [CertificateHandle], of host: HostName, by trust: LoadedTrust
    ) -> String? {
        do {
            let judge = try ChainJudge(
                library: LibraryContext(), strict: trust.browser, browser: trust.browser)
            let verdict = judge.judge(
                chain, for: AcceptableNames(requested: host), at: Clock.now())
            return verdict.browser.defects.first.map { "\($0)" }
        } catch {
            return "\(error)"
        }
    }

    private func parsed(
        _ bytes: [UInt8], _ library: LibraryContext
    ) throws(CommandFailure) -> TrustAnchors {
        do throws(AnchorError) {
            let anchors = try TrustAnchors([AnchorSource(.publicRoot, label: from, bytes: bytes)])
            try anchors.checkAll(in: library)
            return anchors
        } catch {
            throw CommandFailure(
                .damagedData, "\(error)",
                hint: "expected certificates in PEM form; the list in use is as it was")
        }
    }

    /// The digest of the list that is replaced; nil when it cannot be read.
    private func old(_ library: LibraryContext) throws(CommandFailure) -> String? {
        let bytes = try InputFile.read(
            TrustPaths.fetchedBundle, limit: TrustLoader.sizeLimit, what: "list of roots")
        return (try? TrustAnchors([AnchorSource(.publicRoot, label: "", bytes: bytes)])).flatMap {
            try? Self.digest(of: $0, library)
        }
    }

    private static func digest(
        of anchors: TrustAnchors, _ library: LibraryContext
    ) throws(CommandFailure) -> String {
        do throws(OpenSSLFailure) {
            return try anchors.digests(in: library).first?.sha256 ?? ""
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
    }
}
