internal import Glibc

/// Where lists of roots are found on this machine.
enum TrustPaths {
    /// What `trust update` writes: `$XDG_DATA_HOME/fullstrict/ca-bundle.crt`
    /// (XDG Base Directory Specification 0.8).
    static var fetchedBundle: String {
        dataFolder + "/ca-bundle.crt"
    }

    /// The folder of what this program keeps.
    static var dataFolder: String {
        if let data = Console.variable("XDG_DATA_HOME"), data.hasPrefix("/") {
            return data + "/fullstrict"
        }
        return (Console.variable("HOME") ?? "") + "/.local/share/fullstrict"
    }

    /// Where revocation lists are kept between runs: `$XDG_CACHE_HOME/fullstrict/crl`.
    static var listFolder: String {
        if let cache = Console.variable("XDG_CACHE_HOME"), cache.hasPrefix("/") {
            return cache + "/fullstrict/crl"
        }
        return (Console.variable("HOME") ?? "") + "/.cache/fullstrict/crl"
    }

    /// Cloudflare's list, fetched or packaged beside the program; nil when there is none.
    static var bundle: String? {
        let beside = executableFolder.map {
            [$0 + "/ca-bundle.crt", $0 + "/../share/fullstrict/ca-bundle.crt"]
        }
        return ([fetchedBundle] + (beside ?? [])).first(where: InputFile.exists)
    }

    /// The system's own list; nil when none of the usual places has one.
    static var system: String? {
        let named = Console.variable("SSL_CERT_FILE").map { [$0] } ?? []
        let usual = [
            "/etc/ssl/certs/ca-certificates.crt",  // Debian, Alpine, Arch
            "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, RHEL
            "/etc/ssl/ca-bundle.pem",  // SUSE
            "/etc/ssl/cert.pem",  // Alpine, BSD
        ]
        return (named + usual).first(where: InputFile.exists)
    }

    private static var executableFolder: String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
