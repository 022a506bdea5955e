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
    /// Handshakes that only explain.
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

/// What came of opening a TCP connection to one port of one address.
public enum ConnectionFact: Hashable, Sendable {
    case open(milliseconds: Int)
    case failed(ConnectionFailure)
    case notTested(NotTested)

    /// Whether the connection stood.
    public var isOpen: Bool {
        if case .open = self { true } else { false }
    }
}

/// How a TCP connection failed to open. One case for each thing the edge tells apart.
public enum ConnectionFailure: Hashable, Sendable {
    /// RST in answer to SYN.
    case refused
    /// An ICMP "administratively prohibited" (EACCES, EPERM, or EHOSTUNREACH at once for a host
    /// that answers elsewhere): a firewall speaking.
    case prohibited
    /// SYN silence.
    case timedOut(afterMilliseconds: Int)
    case networkUnreachable
    case hostUnreachable
    /// Reset after SYN+ACK, before it was usable.
    case reset
}

/// Which way to the origin a request went.
public enum Leg: String, Hashable, Sendable, CaseIterable {
    /// Cleartext to the origin's HTTP port.
    case plain
    /// TLS to the origin's HTTPS port.
    case tls
}

/// Handshakes and requests beside the edge's own, made only to explain. No outcome is predicted
/// from them; but one predicted from a refusal is given up when `tripleDES` shows that we could not
/// offer what was wanted.
public struct DiagnosticHandshakes: Hashable, Sendable {
    /// The edge's hello without a server name; nil when it was not tried.
    public var withoutServerName: HandshakeFact?
    /// A hello with every version, suite and group the linked OpenSSL knows; nil when it was not
    /// tried, because the edge's own found something in common.
    public var everythingOffered: HandshakeFact?
    /// What came of a hello with `DES-CBC3-SHA` alone; nil when it was not tried: the linked
    /// OpenSSL offers it with the rest, or nothing was refused, or no answer came in time.
    public var tripleDES: TripleDESAnswer?
    /// The edge's request over TLS without an offer of HTTP/2, as with HTTP/2 to Origin off; nil
    /// when it was not tried, because nothing was wrong with HTTP/2.
    public var overHTTP1: HTTP1Trial?

    /// None tried, unless given.
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

/// What an origin said to a ClientHello made by hand that offers `DES-CBC3-SHA` alone: the one
/// suite of the edge's list that many builds of OpenSSL lack.
public enum TripleDESAnswer: Hashable, Sendable {
    /// A ServerHello that chooses it, for TLS 1.0, 1.1 or 1.2.
    case chosen(TLSVersion)
    /// An alert, an end, or a ServerHello nobody asked for.
    case notChosen
}

/// What came of a request over TLS without an offer of HTTP/2, as the edge asks with HTTP/2 to
/// Origin off (developers.cloudflare.com/speed/optimization/protocol/http2-to-origin).
public enum HTTP1Trial: Hashable, Sendable {
    /// 100 to 999.
    case answered(status: Int)
    case failed
}
