internal import Glibc
internal import NIOCore
internal import OriginFacts

/// Turns the error of a connect into the fact it proves.
enum ConnectFailure {
    /// The fact. `waited` and `patience` in milliseconds: a connect that had less than its time
    /// because the target's was over proves nothing.
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

    /// Whether this machine could have reached the address at all.
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
