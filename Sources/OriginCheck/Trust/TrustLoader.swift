internal import ChainVerification
internal import Glibc
internal import OpenSSLSupport
internal import OriginFacts
internal import Reporting

/// Reads the roots the options name.
struct TrustLoader {
    let library: LibraryContext

    /// Larger than any list of roots there is (Cloudflare's is 570 KB).
    static let sizeLimit = 8_388_608

    /// The anchors for a choice, with `--add-ca` files trusted as well.
    func load(_ choice: TrustChoice, adding files: [String]) throws(CommandFailure) -> LoadedTrust {
        let system = try systemRoots()
        let (main, note) = try sources(choice, system: system)
        var added: [AnchorSource] = []
        for file in files { added.append(try custom(file)) }
        guard !(main + added).isEmpty else {
            throw CommandFailure(
                .noInput, "no list of roots found on this machine",
                hint: "install ca-certificates, or run: fullstrict trust update")
        }
        let strict = try anchors(main + added)
        let browser = try anchors(system.map { [$0] } ?? main)
        return LoadedTrust(
            strict: strict, browser: browser,
            facts: try facts(choice, main + added, strict, note: note))
    }

    private func sources(
        _ choice: TrustChoice, system: AnchorSource?
    ) throws(CommandFailure) -> ([AnchorSource], note: String?) {
        let fetched = try bundle()
        let standIn = system.map { [$0] } ?? []
        switch choice {
        case .cloudflare:
            let publicRoots = fetched.map { [$0] } ?? standIn
            return (publicRoots + [OriginCARoots.source], fetched == nil ? Self.standInNote : nil)
        case .publicRoots:
            return (fetched.map { [$0] } ?? standIn, fetched == nil ? Self.standInNote : nil)
        case .system:
            return (standIn, nil)
        case .only(let file):
            return ([try custom(file)], "only the roots of \(file) count, Origin CA not among them")
        }
    }

    private static let standInNote =
        "Cloudflare's list is not fetched (fullstrict trust update)"

    private func bundle() throws(CommandFailure) -> AnchorSource? {
        guard let path = TrustPaths.bundle else { return nil }
        return AnchorSource(.publicRoot, label: path, bytes: try read(path))
    }

    private func systemRoots() throws(CommandFailure) -> AnchorSource? {
        guard let path = TrustPaths.system else { return nil }
        return AnchorSource(.publicRoot, label: path, bytes: try read(path))
    }

    /// A file a user named: every certificate in it must be readable, or it would be silently distrusted.
    private func custom(_ path: String) throws(CommandFailure) -> AnchorSource {
        let source = AnchorSource(.custom, label: path, bytes: try read(path))
        do {
            try TrustAnchors([source]).checkAll(in: library)
        } catch {
            throw CommandFailure(
                .damagedData, "\(error)", hint: "expected certificates in PEM form")
        }
        return source
    }

    private func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        try InputFile.read(path, limit: Self.sizeLimit, what: "trust file")
    }

    private func anchors(_ sources: [AnchorSource]) throws(CommandFailure) -> TrustAnchors {
        do {
            return try TrustAnchors(sources)
        } catch {
            throw CommandFailure(.damagedData, "\(error)")
        }
    }

    private func facts(
        _ choice: TrustChoice, _ sources: [AnchorSource], _ anchors: TrustAnchors, note: String?
    ) throws(CommandFailure) -> TrustFacts {
        let digests: [(label: String, sha256: String)]
        do {
            digests = try anchors.digests(in: library)
        } catch {
            throw CommandFailure(.internalFault, "\(error)")
        }
        return TrustFacts(
            name: choice.name, label: label(choice, note: note),
            date: sources.first.flatMap { Self.date(of: $0.label) },
            sha256: digests.first?.sha256 ?? "", count: anchors.count, note: note)
    }

    private func label(_ choice: TrustChoice, note: String?) -> String {
        switch choice {
        case .cloudflare:
            note == nil ? "Cloudflare's roots and Origin CA" : "system roots and Origin CA"
        case .publicRoots: note == nil ? "Cloudflare's roots" : "system roots"
        case .system: "system roots"
        case .only(let file): "only \(file)"
        }
    }

    /// When the file was written; nil for what is no file.
    static func date(of path: String) -> CivilDate? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return UnixTime(seconds: Int64(status.st_mtim.tv_sec)).date
    }
}

/// The roots of a run: for the edge's verdict, for the browser's, and what to say about them.
struct LoadedTrust {
    let strict: TrustAnchors
    let browser: TrustAnchors
    let facts: TrustFacts
}
