/// Everything observed at one address behind the name.
public struct AddressObservation: Hashable, Sendable {
    public var address: IPAddress
    /// The TCP connection to the HTTP port.
    public var plainConnection: ConnectionFact
    /// The TCP connection to the HTTPS port.
    public var tlsConnection: ConnectionFact
    public var handshake: HandshakeFact
    /// The distinct requests and their results, in the order they were sent.
    public var exchanges: [Exchange]
    /// Handshakes that serve only to explain a failure.
    public var diagnosis: DiagnosticHandshakes

    package init(
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

    /// Returns the result of the given request; nil if the request was never sent.
    public subscript(key: ExchangeKey) -> ExchangeResult? {
        exchanges.first { $0.key == key }?.result
    }

    /// Returns the connection that a request on the given leg needs.
    public func connection(_ leg: Leg) -> ConnectionFact {
        switch leg {
        case .plain: plainConnection
        case .tls: tlsConnection
        }
    }

    /// The chain as sent; empty if no handshake received certificates.
    public var chain: [CertificateFacts] {
        switch handshake {
        case .completed(let session): session.chain
        case .failed(_, let seen): seen.chain
        case .notTested: []
        }
    }

    /// Creates the observation of an address that was never dialled, with the reason.
    public static func notTested(_ address: IPAddress, _ why: NotTested) -> AddressObservation {
        AddressObservation(
            address: address, plainConnection: .notTested(why), tlsConnection: .notTested(why),
            handshake: .notTested(why))
    }
}

/// The result of opening a TCP connection to one port of one address.
public enum ConnectionFact: Hashable, Sendable {
    case open(milliseconds: Int)
    case failed(ConnectionFailure)
    case notTested(NotTested)

    /// Whether the connection was established.
    public var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}

/// The way a TCP connection failed to open. Each failure that the edge distinguishes has its own
/// case.
public enum ConnectionFailure: Hashable, Sendable {
    /// The address responded to the SYN with RST.
    case refused
    /// An ICMP "administratively prohibited" message from a firewall (EACCES or EPERM, or an
    /// immediate EHOSTUNREACH for a host that responds on another port).
    case prohibited
    /// No response to the SYN.
    case timedOut(afterMilliseconds: Int)
    case networkUnreachable
    case hostUnreachable
    /// The connection was reset after SYN+ACK, before it was usable.
    case reset
}

/// The path on which a request was sent to the origin.
public enum Leg: String, Hashable, Sendable, CaseIterable {
    /// A cleartext request to the origin's HTTP port.
    case plain
    /// A TLS request to the origin's HTTPS port.
    case tls
}

/// Handshakes and requests in addition to the edge's own, made only to explain failures. No outcome
/// is predicted from them. However, an outcome predicted from a refusal is withdrawn if `tripleDES`
/// shows that this client could not offer the suite that the origin needed.
public struct DiagnosticHandshakes: Hashable, Sendable {
    /// A handshake with the edge's ClientHello, but without a server name; nil if it was not tried.
    public var withoutServerName: HandshakeFact?
    /// A handshake with every version, suite and group that the linked OpenSSL supports. Nil if it
    /// was not tried because the edge's own handshake found common parameters.
    public var everythingOffered: HandshakeFact?
    /// The response to a ClientHello that offers only `DES-CBC3-SHA`. Nil if it was not tried
    /// because the linked OpenSSL already offers that suite or nothing was refused, or if no
    /// response arrived in time.
    public var tripleDES: TripleDESAnswer?
    /// The result of the edge's request over TLS without an offer of HTTP/2, as with HTTP/2 to
    /// Origin off. Nil if it was not tried because HTTP/2 caused no problem.
    public var overHTTP1: HTTP1Trial?

    /// Creates the diagnosis; by default, nothing was tried.
    package init(
        withoutServerName: HandshakeFact? = nil, everythingOffered: HandshakeFact? = nil,
        overHTTP1: HTTP1Trial? = nil, tripleDES: TripleDESAnswer? = nil
    ) {
        self.withoutServerName = withoutServerName
        self.everythingOffered = everythingOffered
        self.overHTTP1 = overHTTP1
        self.tripleDES = tripleDES
    }
}

/// An origin's response to a hand-made ClientHello that offers only `DES-CBC3-SHA`, the one suite
/// in the edge's list that many builds of OpenSSL lack.
public enum TripleDESAnswer: Hashable, Sendable {
    /// A ServerHello that chooses this suite, for TLS 1.0, 1.1 or 1.2.
    case chosen(TLSVersion)
    /// An alert, the end of the connection, or a ServerHello that chooses something not offered.
    case notChosen
}

/// The result of a request over TLS without an offer of HTTP/2, as the edge sends it with HTTP/2 to
/// Origin off (developers.cloudflare.com/speed/optimization/protocol/http2-to-origin).
public enum HTTP1Trial: Hashable, Sendable {
    /// The origin sent a response with a status code from 100 to 999.
    case answered(status: Int)
    case failed
}
