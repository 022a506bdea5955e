/// Everything seen at one address behind the name.
public struct AddressObservation: Hashable, Sendable {
    public var address: IPAddress
    /// The TCP connection to the HTTP port.
    public var plainConnection: ConnectionFact
    /// The TCP connection to the HTTPS port.
    public var tlsConnection: ConnectionFact
    public var handshake: HandshakeFact
    /// One for each distinct request, in the order asked.
    public var exchanges: [Exchange]
    /// What only explains.
    public var diagnosis: DiagnosticHandshakes

    /// An address with what was seen there.
    public init(
        address: IPAddress, plainConnection: ConnectionFact, tlsConnection: ConnectionFact,
        handshake: HandshakeFact, exchanges: [Exchange] = [],
        diagnosis: DiagnosticHandshakes = DiagnosticHandshakes()
    ) {
        self.address = address
        self.plainConnection = plainConnection
        self.tlsConnection = tlsConnection
        self.handshake = handshake
        self.exchanges = exchanges
        self.diagnosis = diagnosis
    }

    /// What came back for that request; nil when it was never asked.
    public subscript(key: ExchangeKey) -> ExchangeResult? {
        exchanges.first { $0.key == key }?.result
    }

    /// The connection a request on that leg needs.
    public func connection(_ leg: Leg) -> ConnectionFact {
        switch leg {
        case .plain: plainConnection
        case .tls: tlsConnection
        }
    }

    /// The chain as sent; empty when no handshake got that far.
    public var chain: [CertificateFacts] {
        switch handshake {
        case .completed(let session): session.chain
        case .failed(_, let seen): seen.chain
        case .notTested: []
        }
    }

    /// An address that was never dialled, and why.
    public static func notTested(_ address: IPAddress, _ why: NotTested) -> AddressObservation {
        AddressObservation(
            address: address, plainConnection: .notTested(why), tlsConnection: .notTested(why),
            handshake: .notTested(why))
    }
}
