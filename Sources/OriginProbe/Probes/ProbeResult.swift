package import OpenSSLSupport
package import OriginFacts

/// What was seen of one target, and the chains as libssl parsed them, for the judge. A class for the
/// reason `TargetProbe` is one.
package final class ProbeResult: Sendable {
    package let observation: OriginObservation
    /// By address, as sent, leaf first; absent where no handshake finished.
    package let chains: [IPAddress: [CertificateHandle]]

    /// Facts and chains of one target.
    package init(observation: OriginObservation, chains: [IPAddress: [CertificateHandle]] = [:]) {
        self.observation = observation
        self.chains = chains
    }
}
