package import OpenSSLSupport
package import OriginFacts

/// What was seen of one target, and the chains as libssl parsed them, for the judge.
package struct ProbeResult: Sendable {
    package var observation: OriginObservation
    /// By address, as sent, leaf first; absent where no handshake finished.
    package var chains: [IPAddress: [CertificateHandle]]

    /// Facts and chains of one target.
    package init(observation: OriginObservation, chains: [IPAddress: [CertificateHandle]] = [:]) {
        self.observation = observation
        self.chains = chains
    }
}
