internal import Glibc
internal import OpenSSLSupport

/// CRLs kept between runs, one file each, named by the SHA-256 of the URL. A file holds the SHA-256 of the
/// CRL and the CRL; one that is damaged or past its next update is ignored.
struct CRLCache: Sendable {
    /// A CRL is fetched again after this many seconds, even before its next update.
    static let mostAge: Int64 = 7 * 86_400
    /// Bytes of all files together.
    static let mostBytes = 256 << 20
    private static let digestBytes = 32

    let folder: String
    let library: LibraryContext
    var mostBytes = CRLCache.mostBytes

    /// The CRL from that URL, if it is cached and current.
    func list(from url: String, at now: UnixTime) -> [UInt8]? {
        let path = path(of: url)
        var status = stat()
        guard stat(path, &status) == 0,
            now.seconds - Int64(status.st_mtim.tv_sec) <= CRLCache.mostAge,
            let bytes = try? InputFile.read(
                path, limit: mostBytes, what: "cached CRL")
        else { return nil }
        let list = Array(bytes.dropFirst(CRLCache.digestBytes))
        guard Digest.sha256(list) == Array(bytes.prefix(CRLCache.digestBytes)),
            isCurrent(list, at: now)
        else { return nil }
        return list
    }

    /// Caches a CRL that is current; the oldest files make room. Throws if the cache cannot be written.
    func keep(_ list: [UInt8], from url: String, at now: UnixTime) throws(OriginCheckError) {
        guard isCurrent(list, at: now) else { return }
        try OutputFile.makeFolder(folder)
        try OutputFile.write(Digest.sha256(list) + list, to: path(of: url))
        makeRoom()
    }

    private func path(of url: String) -> String {
        "\(folder)/\(Digest.sha256Hex(Array(url.utf8))).crl"
    }

    private func isCurrent(_ list: [UInt8], at now: UnixTime) -> Bool {
        guard let parsed = try? CRLHandle(der: list, in: library),
            let end = parsed.nextUpdate
        else { return false }
        return end > now.seconds
    }

    /// One file of the folder.
    private struct Kept {
        let path: String
        let bytes: Int
        let written: Int
    }

    private func makeRoom() {
        var files = files().sorted { $0.written < $1.written }
        var bytes = files.reduce(0) { $0 + $1.bytes }
        while bytes > mostBytes, files.count > 1 {
            let oldest = files.removeFirst()
            if unlink(oldest.path) == 0 { bytes -= oldest.bytes }
        }
    }

    private func files() -> [Kept] {
        guard let opened = opendir(folder) else { return [] }
        defer { closedir(opened) }
        var found: [Kept] = []
        while let entry = readdir(opened) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            found.append(
                Kept(path: path, bytes: Int(status.st_size), written: status.st_mtim.tv_sec))
        }
        return found
    }
}
