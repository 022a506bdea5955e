/// Why a certificate was revoked (CRLReason, RFC 5280 section 5.3.1).
public enum RevocationReason: String, Hashable, Sendable, CaseIterable {
    case unspecified
    case keyCompromise = "key-compromise"
    case authorityCompromise = "ca-compromise"
    case affiliationChanged = "affiliation-changed"
    case superseded
    case cessationOfOperation = "cessation-of-operation"
    /// Suspended; may be taken back.
    case certificateHold = "certificate-hold"
    /// Only in delta lists: no longer on hold, or expired.
    case removedFromList = "remove-from-crl"
    case privilegeWithdrawn = "privilege-withdrawn"
    case attributeAuthorityCompromise = "aa-compromise"

    /// The reason of that number; `unspecified` for one RFC 5280 does not list.
    public init(code: Int) {
        self =
            switch code {
            case 1: .keyCompromise
            case 2: .authorityCompromise
            case 3: .affiliationChanged
            case 4: .superseded
            case 5: .cessationOfOperation
            case 6: .certificateHold
            case 8: .removedFromList
            case 9: .privilegeWithdrawn
            case 10: .attributeAuthorityCompromise
            default: .unspecified
            }
    }
}
