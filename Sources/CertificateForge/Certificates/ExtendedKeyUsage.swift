/// A purpose in the extended key usage extension (RFC 5280 section 4.2.1.12).
package enum ExtendedKeyUsage: Hashable, Sendable {
    case serverAuthentication
    case clientAuthentication
    case codeSigning
    case responseSigning
    case any
    case other(ObjectIdentifier)

    var identifier: ObjectIdentifier {
        switch self {
        case .serverAuthentication: "1.3.6.1.5.5.7.3.1"
        case .clientAuthentication: "1.3.6.1.5.5.7.3.2"
        case .codeSigning: "1.3.6.1.5.5.7.3.3"
        case .responseSigning: "1.3.6.1.5.5.7.3.9"
        case .any: "2.5.29.37.0"
        case .other(let identifier): identifier
        }
    }
}
