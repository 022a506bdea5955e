package import OpenSSLSupport
package import OriginFacts

/// How to observe a target; the same for all targets of a run.
package struct ProbeOptions: Hashable, Sendable {
    /// The timeout of a TCP connection.
    package var connectMilliseconds = 5_000
    /// The limit for everything that is done for one target.
    package var totalMilliseconds = 15_000
    /// Addresses of other families are not dialled.
    package var families: Set<IPAddress.Family> = [.ipv4, .ipv6]
    /// Dial the first address only.
    package var firstAddressOnly = false
    /// Addresses from DNS in these networks are the edge's: they are never probed as an origin's.
    package var edgeNetworks: [IPPrefix] = []
    /// Dial private, loopback and reserved addresses even when they came out of DNS.
    package var allowsPrivate = false
    /// This machine is the origin, so its own addresses are meant.
    package var isOnOrigin = false
    /// Added to every request to the origin, and to none of the live look.
    package var headers: [RequestHeader] = []
    package var userAgent = ""
    /// The version of fullstrict, for the facts.
    package var version = ""
    /// Make further handshakes that explain what was seen.
    package var diagnoses = true
    /// Send both values of `X-Forwarded-Proto` on each port, not only the port's own.
    package var asksBothSchemes = true
    /// Ask the real edge what visitors get today, where the name points to it.
    package var looksLive = true

    /// The defaults, with the program's version in the user agent.
    package init(version: String = "") {
        self.version = version
        userAgent = "fullstrict/\(version) (+https://github.com/fullstrict/fullstrict)"
    }

    /// The most addresses dialled for one target; public load balancers have fewer.
    static let mostAddresses = 32
    /// The most exchanges with one address: four for each hop, and the renewal path.
    static let mostExchanges = 48
    /// The most rounds of redirects that are followed.
    static let mostRounds = 11
}

/// Why nothing could be observed: a fault of this program or this machine, never of an origin.
package enum LocalFault: Error, Hashable, Sendable {
    /// The task was cancelled before there was anything to report.
    case cancelled
    /// A system call failed.
    case system(operation: String, errno: Int32)
    case openSSL(OpenSSLFailure)
    /// c-ares did not start; `reason` is its own text.
    case resolver(reason: String)
}
