internal import OriginFacts

/// The table for a connection that did not open. Sources: error-521, error-522 and error-523 under
/// developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors. The
/// split between "breaks" and "cannot tell" is ours. It errs on the side of "cannot tell", because
/// a firewall may treat strangers differently from Cloudflare.
enum ReachTable {
    /// The known state of both ports at one address.
    struct Situation {
        let port: UInt16
        let needed: ConnectionFact
        let other: ConnectionFact
        let hasRoute: Bool
        let isOnOrigin: Bool
    }

    /// Returns the outcome of a connection that failed; nil if it opened.
    // swift-format-ignore
    static func outcome(_ seen: Situation) -> LegOutcome? {
        let port = seen.port
        switch (seen.needed, seen.other) {
        case (.open, _):
            return nil
        case (.failed(.refused), .open):                        // error-521: refused
            return .edge(.refused, .documented, .reach(.refused(port: port, otherPortAnswers: true)))
        case (.failed(.refused), _) where seen.isOnOrigin:      // error-521: no firewall in between
            return .edge(.refused, .documented, .reach(.refused(port: port, otherPortAnswers: false)))
        case (.failed(.refused), .failed), (.failed(.refused), .notTested): // error-521; a firewall may refuse strangers
            return .edge(.refused, .inferred, .reach(.refused(port: port, otherPortAnswers: false)))
        case (.failed(.prohibited), _):                         // ICMP prohibition: sent by a firewall
            return .unknown(.reach(.prohibited(port: port)))
        case (.failed(.timedOut(let waited)), .open):           // error-522: silence; the edge waits 19 s
            return .edge(.timedOut, .inferred, .reach(.timedOut(port: port, milliseconds: waited, otherPortAnswers: true)))
        case (.failed(.timedOut(let waited)), _):               // both ports silent: may admit Cloudflare only
            return .unknown(.reach(.timedOut(port: port, milliseconds: waited, otherPortAnswers: false)))
        case (.failed(.networkUnreachable), _), (.failed(.hostUnreachable), _):
            return seen.hasRoute                                // error-523: no route to the origin
                ? .edge(.unreachable, .inferred, .reach(.unreachable(port: port)))
                : .unknown(.reach(.unreachable(port: port)))
        case (.failed(.reset), _):                              // SYN+ACK, then RST: neither open nor refused
            return .unknown(.reach(.reset(port: port)))
        case (.notTested(let why), _):
            return .unknown(.reach(.notTested(why)))
        }
    }
}
