internal import Glibc
internal import OriginCheck

/// The locations of this program's files, following the XDG Base Directory Specification 0.8.
enum MachinePaths {
    /// The file that `trust update` writes: `$XDG_DATA_HOME/fullstrict/ca-bundle.crt`.
    static var fetchedBundle: String { dataFolder + "/ca-bundle.crt" }

    /// The folder in which CRLs are kept between runs: `$XDG_CACHE_HOME/fullstrict/crl`.
    static var crlFolder: String {
        folder("XDG_CACHE_HOME", orHome: "/.cache") + "/crl"
    }

    /// The possible locations of lists of roots: fetched, packaged with the program, or the
    /// system's.
    static var trustLocations: TrustLocations {
        let packaged = executableFolder.map {
            [$0 + "/ca-bundle.crt", $0 + "/../share/fullstrict/ca-bundle.crt"]
        }
        let named = Console.variable("SSL_CERT_FILE").map { [$0] }
        return TrustLocations(
            cloudflareLists: [fetchedBundle] + (packaged ?? []),
            systemLists: (named ?? []) + TrustLocations.usualSystemLists)
    }

    private static var dataFolder: String {
        folder("XDG_DATA_HOME", orHome: "/.local/share")
    }

    private static func folder(_ variable: String, orHome place: String) -> String {
        if let named = Console.variable(variable), named.hasPrefix("/") {
            return named + "/fullstrict"
        }
        return (Console.variable("HOME") ?? "") + place + "/fullstrict"
    }

    private static var executableFolder: String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
}
