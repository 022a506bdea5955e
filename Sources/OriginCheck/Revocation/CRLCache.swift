internal import Glibc
internal import OpenSSLSupport

/// Keeps CRLs between runs, one file each, named after the SHA-256 of the URL. A file contains the
/// SHA-256 of the CRL, then the CRL. Damaged files, and CRLs past their next update, are ignored.
struct CRLCache: Sendable {
    /// The number of seconds after which a CRL is fetched again, even before its next update.
    static let mostAge: Int64 = 7 * 86_400
    /// The maximum size of all files together, in bytes.
    static let mostBytes = 256 << 20
    private static let digestBytes = 32

    let folder: String
    let library: LibraryContext
    var mostBytes = CRLCache.mostBytes

    /// Returns the CRL from that URL, if it is cached and current.
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

    /// Caches a current CRL. Removes the oldest files to make room. Throws if the cache cannot be
    /// written.
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

    /// One file in the cache folder.
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
