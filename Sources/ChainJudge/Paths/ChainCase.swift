internal import OpenSSLSupport
internal import OriginFacts

/// One chain to be judged at one moment.
struct ChainCase {
    let leaf: CertificateHandle
    /// Everything sent, in the order it came.
    let sent: CertificateStack
    /// The same, as the rules see them.
    let certificates: [JudgedCertificate]
    let time: UnixTime
    /// The most certificates between leaf and anchor; nil for OpenSSL's own bound.
    var depth: Int?

    /// The question to OpenSSL over that store.
    func request(to store: AnchorStore) -> PathRequest {
        PathRequest(leaf: leaf, sent: sent, trust: .store(store), time: time, depth: depth)
    }
}
