internal import CertificateForge

/// How an origin shakes hands.
package struct TLSBehaviour: Sendable {
    /// What it sends; several: one for each kind of key; none: no handshake succeeds.
    var certificates: [LabCertificate]
    /// Certificates for particular names, before `certificates` are considered.
    var named: [String: LabCertificate] = [:]
    /// A last change to the settings of the server.
    var change: @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    var demand = ClientDemand.none
    var interruption = Interruption.none

    /// Whether a client certificate is asked for; the CA named is made for the occasion.
    enum ClientDemand: Hashable, Sendable {
        case none
        case asked(authority: String)
        case required(authority: String)
    }

    /// What happens when the client has answered the ServerHello.
    enum Interruption: Hashable, Sendable {
        case none
        case stall
        case reset
    }

    /// A server that sends this, with settings of a modern one unless changed.
    static func sends(
        _ certificate: LabCertificate,
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [certificate], change: change)
    }

    /// A server without a certificate of its own.
    static func sendsNothing(
        _ change: @escaping @Sendable (inout ServerTLSSettings) -> Void = { _ in }
    ) -> TLSBehaviour {
        TLSBehaviour(certificates: [], change: change)
    }

    /// The same behaviour with one thing changed.
    func with(_ change: (inout TLSBehaviour) -> Void) -> TLSBehaviour {
        var copy = self
        change(&copy)
        return copy
    }
}
