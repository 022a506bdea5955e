internal import BatchScan
internal import Glibc

/// Properties of an observation that the scheduler uses.
extension OriginObservation {
    /// The reaction of each endpoint. One open port counts as a response. Refusal or silence on all
    /// ports does not, nor do ports that accept connections and then send nothing until the
    /// timeout.
    var endpointResults: [EndpointResult] {
        addresses.compactMap { seen in
            let facts = [seen.tlsConnection, seen.plainConnection]
            let endpoint = Endpoint(seen.address.unmapped, ports: target.originPorts)
            if facts.contains(where: \.isOpen) {
                return EndpointResult(endpoint, seen.isSilent ? .failed : .answered)
            }
            let failed = facts.contains {
                switch $0 {
                case .failed(.refused), .failed(.timedOut), .failed(.prohibited), .failed(.reset):
                    true
                case .open, .notTested, .failed(.networkUnreachable), .failed(.hostUnreachable):
                    false
                }
            }
            return failed ? EndpointResult(endpoint, .failed) : nil
        }
    }

    /// Whether another attempt may have a different result.
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
    /// Whether a response was awaited, but neither port sent a byte.
    fileprivate var isSilent: Bool {
        let waits = [handshake.wait] + exchanges.map(\.result.wait)
        return waits.contains(.silence) && !waits.contains(.answered)
    }
}

/// The result of waiting for the first byte.
private enum Wait {
    case answered
    case silence
    /// Nothing was awaited.
    case nothing
}

extension ExchangeResult {
    fileprivate var wait: Wait {
        switch self {
        case .failed(.timedOut(_, bytesReceived: 0)): .silence
        case .answered, .failed: .answered
        case .notTested: .nothing
        }
    }
}

extension HandshakeFact {
    fileprivate var wait: Wait {
        switch self {
        case .failed(.timedOut(_, bytesReceived: 0), _): .silence
        case .completed, .failed: .answered
        case .notTested: .nothing
        }
    }

    fileprivate var isTransient: Bool {
        switch self {
        case .failed(.timedOut, _), .failed(.reset, _): true
        case .completed, .failed, .notTested: false
        }
    }
}
