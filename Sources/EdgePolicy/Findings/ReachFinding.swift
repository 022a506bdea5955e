public import OriginFacts

/// Findings about connections that cannot be opened. `ReachTable` detects them.
public enum ReachFinding: Hashable, Sendable {
    case refused(port: UInt16, otherPortAnswers: Bool)
    case prohibited(port: UInt16)
    case timedOut(port: UInt16, milliseconds: Int, otherPortAnswers: Bool)
    case unreachable(port: UInt16)
    case reset(port: UInt16)
    case notTested(NotTested)
}

extension ReachFinding {
    var id: String {
        switch self {
        case .refused: "tcp.refused"
        case .prohibited: "tcp.prohibited"
        case .timedOut: "tcp.timeout"
        case .unreachable: "net.unreachable"
        case .reset: "tcp.reset"
        case .notTested(.banned): "vantage.banned"
        case .notTested: "vantage.inconclusive"
        }
    }

    var facts: FactValue {
        switch self {
        case .refused(let port, let otherPortAnswers):
            ["port": .number(Int(port)), "other_port_answers": .flag(otherPortAnswers)]
        case .timedOut(let port, let milliseconds, let otherPortAnswers):
            [
                "port": .number(Int(port)), "after_ms": .number(milliseconds),
                "other_port_answers": .flag(otherPortAnswers),
            ]
        case .prohibited(let port), .unreachable(let port), .reset(let port):
            ["port": .number(Int(port))]
        case .notTested(let why): .notTested(why)
        }
    }

    func remedies(_ context: RemedyContext) -> [Remedy] {
        let addresses = context.addresses
        switch self {
        case .refused(let port, let otherPortAnswers):
            let listen = Remedy.listen(
                port: port, scheme: context.scheme(of: port), addresses: addresses)
            return otherPortAnswers && context.canDoWithout(port)
                ? [.alwaysUseHTTPS, listen] : [listen]
        case .timedOut(let port, _, true):
            return [
                .openPort(port, addresses: addresses), .allowCloudflareRanges(addresses: addresses),
            ]
        case .timedOut(_, _, false), .notTested:
            return [.runOnTheOrigin]
        case .prohibited, .reset:
            return [.allowCloudflareRanges(addresses: addresses), .runOnTheOrigin]
        case .unreachable:
            return [.fixRouting(addresses: addresses)]
        }
    }
}
