package import OpenSSLSupport
package import OriginFacts

/// How to look at a target; the same for all targets of a run.
package struct ProbeOptions: Hashable, Sendable {
    /// For a TCP connection to open.
    package var connectMilliseconds = 5_000
    /// Hard, over everything that is done for one target.
    package var totalMilliseconds = 15_000
    /// Addresses of other families are left out.
    package var families: Set<IPAddress.Family> = [.ipv4, .ipv6]
    /// Ask the first address only.
    package var firstAddressOnly = false
    /// Dial private, loopback and reserved addresses even when they came out of DNS.
    package var allowsPrivate = false
    /// This machine is the origin: its own addresses are what is meant.
    package var isOnOrigin = false
    /// Added to every request to the origin, never to the live look.
    package var headers: [RequestHeader] = []
    package var userAgent = ""
    /// Of fullstrict; goes into the facts.
    package var version = ""
    /// Make further handshakes that explain what was seen.
    package var diagnoses = true
    /// Ask on each port with both values of `X-Forwarded-Proto`, not with its own alone.
    package var asksBothSchemes = true
    /// Look at what the real edge answers when the name points to it.
    package var looksLive = true

    /// The defaults, with the program's version in the user agent.
    package init(version: String = "") {
        self.version = version
        userAgent = "fullstrict/\(version) (+https://github.com/fullstrict/fullstrict)"
    }

    /// Most addresses dialled for one target; public load balancers have fewer.
    static let mostAddresses = 32
    /// Most exchanges with one address: four a hop, and the renewal path.
    static let mostExchanges = 48
    /// Most times redirects are followed one further.
    static let mostRounds = 11
}

/// What was seen of one target, and the chains as libssl parsed them, for the judge. A class for the
/// reason `TargetProbe` is one.
package final class ProbeResult: Sendable {
    package let observation: OriginObservation
    /// By address, as sent, leaf first; absent where no handshake finished.
    package let chains: [IPAddress: [CertificateHandle]]

    package init(observation: OriginObservation, chains: [IPAddress: [CertificateHandle]] = [:]) {
        self.observation = observation
        self.chains = chains
    }
}

/// A target that is located, and the worker that is to ask it. What a suspended function passes on it keeps: this is
/// two references.
package struct PreparedProbe: Sendable {
    let probe: TargetProbe
    let place: ResolvedTarget

    /// As `Prober.observe`, on the worker's executor, which the caller is to prefer.
    package func observe(
        following: @escaping @Sendable (AddressObservation) -> [ExchangeKey]
    ) async throws(LocalFault) -> ProbeResult {
        guard !Task.isCancelled else { throw .cancelled }
        let result = await probe.run(at: place, following: following)
        guard !Task.isCancelled else { throw .cancelled }
        return result
    }
}

/// We could not look: a fault of this program or this machine, never of an origin.
package enum LocalFault: Error, Hashable, Sendable {
    /// The task was cancelled before there was anything to report.
    case cancelled
    /// A system call of ours failed; `errno` as the system names it.
    case system(operation: String, errno: Int32)
    /// OpenSSL would not do something of ours.
    case openSSL(OpenSSLFailure)
    /// c-ares would not start; `reason` is its own text.
    case resolver(reason: String)
}
