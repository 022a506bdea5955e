internal import OpenSSLSupport

/// One error OpenSSL's path validation reported.
struct PathProblem: Hashable {
    /// An `X509_V_ERR_…` value.
    let code: Int32
    /// 0 is the leaf.
    let depth: Int
    let certificate: CertificateHandle?

    static func == (left: PathProblem, right: PathProblem) -> Bool {
        left.code == right.code && left.depth == right.depth
            && left.certificate?.pointer == right.certificate?.pointer
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(depth)
        hasher.combine(certificate?.pointer)
    }
}
