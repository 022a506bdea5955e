internal import Glibc
internal import NIOCore
internal import OriginFacts

/// Converts the error from a connection attempt into the fact that the error proves.
enum ConnectFailure {
    /// Returns the fact that an error proves. `waited` and `patience` are in milliseconds. A
    /// connection attempt that the target's deadline cut short proves nothing.
    static func fact(
        of error: any Error, waited: Int, patience: Int, route: RouteCheck
    ) -> ConnectionFact {
        if let system = error as? IOError { return fact(of: system.errnoCode, waited, route) }
        guard case ChannelError.connectTimeout = error else {
            return .notTested(.localResource(errno: EIO))
        }
        return waited + 50 < patience
            ? .notTested(.outOfTime) : .failed(.timedOut(afterMilliseconds: waited))
    }

    /// Whether this machine has a route to the address.
    struct RouteCheck {
        let family: IPAddress.Family
        let hasRoute: Bool
    }

    // Linux reports ICMP prohibitions as EACCES (IPv6) or EHOSTUNREACH (IPv4, icmp(7)).
    private static func fact(of code: CInt, _ waited: Int, _ route: RouteCheck) -> ConnectionFact {
        switch code {
        case ECONNREFUSED: .failed(.refused)
        case ETIMEDOUT: .failed(.timedOut(afterMilliseconds: waited))
        case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN: .failed(.reset)
        case EACCES, EPERM: .failed(.prohibited)
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT:
            unreachable(code, route)
        default: .notTested(.localResource(errno: code))
        }
    }

    private static func unreachable(_ code: CInt, _ route: RouteCheck) -> ConnectionFact {
        guard route.hasRoute else { return .notTested(.noRouteFromHere(route.family)) }
        switch code {
        case ENETUNREACH: return .failed(.networkUnreachable)
        case EHOSTUNREACH: return .failed(.hostUnreachable)
        default: return .notTested(.localResource(errno: code))
        }
    }
}

/// An error with which a connection ended during a request, from the handlers below HTTP.
enum TransportError: Error, Hashable {
    /// A fatal TLS alert was received.
    case alert(TLSAlert)
    /// The TLS records could no longer be read. `reason` is OpenSSL's own text.
    case brokenTLS(reason: String)
}

/// Checks whether this machine has a global route for an address family. Connecting a UDP socket to
/// a public address sends nothing, and it fails if there is no route.
enum RouteProbe {
    static func vantage() -> Vantage {
        Vantage(
            hasIPv4Route: canConnect(.v4(0x0101_0101)),
            hasIPv6Route: canConnect(.v6(high: 0x2606_4700_4700_0000, low: 0x1111)))
    }

    private static func canConnect(_ address: IPAddress) -> Bool {
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // NIO's address type is used because the C module that declares `sockaddr_in` differs
        // between builds.
        guard let name = try? SocketAddress(ipAddress: address.description, port: 53) else {
            return false
        }
        return name.withSockAddr { connect(descriptor, $0, socklen_t($1)) == 0 }
    }
}
