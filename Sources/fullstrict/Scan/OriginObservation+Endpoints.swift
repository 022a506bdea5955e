internal import BatchScan
internal import Glibc
internal import OriginCheck
internal import OriginFacts

/// What an observation tells the pool.
extension OriginObservation {
    /// How each place that was asked met us: one open port is an answer, refusal and silence on all are not,
    /// nor are ports that open and then say nothing until time is over.
    var endpointResults: [EndpointResult] {
        addresses.compactMap { seen in
            let facts = [seen.tlsConnection, seen.plainConnection]
            let place = Endpoint(seen.address.unmapped, ports: target.originPorts)
            if facts.contains(where: \.isOpen) {
                return EndpointResult(place, seen.isSilent ? .failed : .answered)
            }
            let failed = facts.contains {
                switch $0 {
                case .failed(.refused), .failed(.timedOut), .failed(.prohibited), .failed(.reset):
                    true
                case .open, .notTested, .failed(.networkUnreachable), .failed(.hostUnreachable):
                    false
                }
            }
            return failed ? EndpointResult(place, .failed) : nil
        }
    }

    /// Whether another attempt may well end otherwise.
    var isTransient: Bool {
        if let dns, dns.addresses.isEmpty {
            return [dns.ipv4, dns.ipv6].contains {
                switch $0 {
                case .serverFailure, .timedOut, .malformed, .noResolver: true
                default: false
                }
            }
        }
        return addresses.contains { seen in
            [seen.tlsConnection, seen.plainConnection].contains {
                switch $0 {
                case .failed(.timedOut), .failed(.reset): true
                default: false
                }
            } || seen.handshake.isTransient
        }
    }

    /// Whether this machine ran out of descriptors, ports or memory.
    var lacksResources: Bool {
        addresses.contains { seen in
            [seen.tlsConnection, seen.plainConnection].contains {
                if case .notTested(.localResource) = $0 { true } else { false }
            }
        }
    }
}

extension AddressObservation {
    /// Whether it was waited for a byte, and none came on either port.
    fileprivate var isSilent: Bool {
        let waits = [handshake.wait] + exchanges.map(\.result.wait)
        return waits.contains(.vain) && !waits.contains(.answered)
    }
}

/// What came of waiting for the first byte.
private enum Wait {
    case answered
    case vain
    /// It was not waited.
    case none
}

extension ExchangeResult {
    fileprivate var wait: Wait {
        switch self {
        case .failed(.timedOut(_, bytesReceived: 0)): .vain
        case .answered, .failed: .answered
        case .notTested: .none
        }
    }
}

extension HandshakeFact {
    fileprivate var wait: Wait {
        switch self {
        case .failed(.timedOut(_, bytesReceived: 0), _): .vain
        case .completed, .failed: .answered
        case .notTested: .none
        }
    }

    fileprivate var isTransient: Bool {
        switch self {
        case .failed(.timedOut, _), .failed(.reset, _): true
        case .completed, .failed, .notTested: false
        }
    }
}
