package import OpenSSLSupport
package import OriginFacts

/// The options for observing a target. They are the same for all targets in a run.
package struct ProbeOptions: Hashable, Sendable {
    /// The timeout for opening a TCP connection.
    package var connectMilliseconds = 5_000
    /// The total time limit for one target.
    package var totalMilliseconds = 15_000
    /// The address families that are dialled.
    package var families: Set<IPAddress.Family> = [.ipv4, .ipv6]
    /// Whether only the first address is dialled.
    package var firstAddressOnly = false
    /// The edge's networks. An address from DNS in one of them is never probed as an origin.
    package var edgeNetworks: [IPPrefix] = []
    /// Whether private, loopback and reserved addresses from DNS are dialled.
    package var allowsPrivate = false
    /// Whether this machine is the origin, so that connecting to its own addresses is intended.
    package var isOnOrigin = false
    /// The header fields added to every request to the origin, but not to requests to the live
    /// edge.
    package var headers: [RequestHeader] = []
    package var userAgent = ""
    /// The version of fullstrict that is recorded in the facts.
    package var version = ""
    /// Whether to perform further handshakes that may explain a failure.
    package var diagnoses = true
    /// Whether to send both values of `X-Forwarded-Proto` on each port instead of only the port's
    /// own.
    package var asksBothSchemes = true
    /// Whether to request what visitors currently get from the real edge, if the name points to the
    /// edge.
    package var looksLive = true

    /// Creates the default options, with the program's version in the user agent.
    package init(version: String = "") {
        self.version = version
        userAgent = "fullstrict/\(version) (+https://github.com/fullstrict/fullstrict)"
    }

    /// The maximum number of addresses dialled for one target. Public load balancers have fewer.
    static let mostAddresses = 32
    /// The maximum number of exchanges with one address: four for each hop, plus the renewal path.
    static let mostExchanges = 48
    /// The maximum number of rounds of redirects that are followed.
    static let mostRounds = 11
}

/// The reason why nothing could be observed: a fault of this program or machine, never of an
/// origin.
package enum LocalFault: Error, Hashable, Sendable {
    /// The task was cancelled before there was anything to report.
    case cancelled
    /// A system call failed.
    case system(operation: String, errno: Int32)
    case openSSL(OpenSSLFailure)
    /// c-ares could not be initialised. `reason` is its own text.
    case resolver(reason: String)
}
