internal import OriginFacts

/// How a leaf's names compare with the acceptable ones.
struct NameRuling {
    /// What a match, or the lack of one, means for the edge.
    enum Edge: Hashable {
        /// By the SAN.
        case accepted
        /// By the CN, there being no SAN extension.
        case acceptedByCommonName
        /// By the SAN, with `_` read as `-`.
        case acceptedAsHyphen(name: String)
        /// Only by the CN, beside a SAN without a dNSName: OpenSSL falls back to the CN there, BoringSSL
        /// (crypto/x509/v3_utl.cc do_x509_check) does not, and the documented rule does not say.
        case unknown
        case refused
    }

    let edge: Edge
    let match: NameMatch
    /// Whether a browser takes the certificate for the requested host.
    let isBrowserMatch: Bool

    /// No name is asked for, so none can be wrong.
    static let notAsked = NameRuling(edge: .accepted, match: .none, isBrowserMatch: true)
}
