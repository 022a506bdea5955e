internal import ChainVerification
internal import Glibc
internal import OpenSSLSupport

/// Reads the roots that the settings specify.
struct TrustLoader {
    let library: LibraryContext
    let locations: TrustLocations

    /// The size limit in bytes, larger than any known list of roots (Cloudflare's is 570 KB).
    static let sizeLimit = 8_388_608

    /// Returns the anchors for a choice, together with the ones in `files`.
    func load(_ choice: TrustChoice, adding files: [String]) throws(OriginCheckError) -> Trust {
        let system = try systemRoots()
        let (main, note) = try sources(choice, system: system)
        var added: [AnchorSource] = []
        for file in files { added.append(try custom(file)) }
        guard !(main + added).isEmpty else {
            throw OriginCheckError(
                .unreadableInput, "no root certificates found on this machine",
                hint: "install ca-certificates, or run: fullstrict trust update")
        }
        let strict = try anchors(main + added)
        let browser = try anchors(system.map { [$0] } ?? main)
        return Trust(
            strict: strict, browser: browser, library: library,
            facts: try facts(choice, main + added, strict, note: note))
    }

    private func sources(
        _ choice: TrustChoice, system: AnchorSource?
    ) throws(OriginCheckError) -> ([AnchorSource], note: String?) {
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
            return (
                [try custom(file)], "only roots in \(file) are trusted; Cloudflare Origin CA is not"
            )
        }
    }

    private static let standInNote =
        "Cloudflare's list has not been fetched (fullstrict trust update)"

    private func bundle() throws(OriginCheckError) -> AnchorSource? {
        guard let path = locations.cloudflareList else { return nil }
        return AnchorSource(.publicRoot, label: path, bytes: try read(path))
    }

    private func systemRoots() throws(OriginCheckError) -> AnchorSource? {
        guard let path = locations.systemList else { return nil }
        return AnchorSource(.publicRoot, label: path, bytes: try read(path))
    }

    /// Reads a file that the user named. An unreadable certificate in it is an error, because it
    /// would otherwise be silently distrusted.
    private func custom(_ path: String) throws(OriginCheckError) -> AnchorSource {
        let source = AnchorSource(.custom, label: path, bytes: try read(path))
        do {
            try TrustAnchors([source]).checkAll(in: library)
        } catch {
            throw OriginCheckError(
                .damagedData, "\(error)", hint: "expected PEM certificates")
        }
        return source
    }

    private func read(_ path: String) throws(OriginCheckError) -> [UInt8] {
        try InputFile.read(path, limit: Self.sizeLimit, what: "trust file")
    }

    private func anchors(_ sources: [AnchorSource]) throws(OriginCheckError) -> TrustAnchors {
        do {
            return try TrustAnchors(sources)
        } catch {
            throw OriginCheckError(.damagedData, "\(error)")
        }
    }

    private func facts(
        _ choice: TrustChoice, _ sources: [AnchorSource], _ anchors: TrustAnchors, note: String?
    ) throws(OriginCheckError) -> TrustFacts {
        let digests: [(label: String, sha256: String)]
        do {
            digests = try anchors.digests(in: library)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
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

    /// Returns the date on which the file was written; nil if there is no such file.
    static func date(of path: String) -> CivilDate? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return UnixTime(seconds: Int64(status.st_mtim.tv_sec)).date
    }
}
