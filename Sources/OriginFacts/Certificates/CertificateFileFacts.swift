/// What was found in the certificate files of a server: facts, no judgement.
public struct CertificateFileFacts: Hashable, Sendable {
    /// As the user named them, in that order.
    public var files: [String]
    /// How the certificates are packed, when that is not PEM: `PKCS#12`.
    public var containers: [String]
    /// The server's own certificate.
    public var leaf: CertificateFacts
    /// SHA-256 over the SubjectPublicKeyInfo of the leaf.
    public var keySHA256: [UInt8]
    /// The issuers in the files that belong to the leaf's chain, its root left out.
    public var issuers: [CertificateFacts]
    /// The subject of the certificate that stands first, where servers look for their own.
    public var firstSubject: String
    /// Whether that is the leaf, or the order does not count (PKCS#7, PKCS#12).
    public var isLeafFirst: Bool
    /// Subjects of further certificates that could be a server's own.
    public var otherLeaves: [String]
    /// The private key named or found; nil when there was none.
    public var key: KeyFileFacts?
    /// Files with an unencrypted private key that everybody on the machine may read.
    public var exposedKeyFiles: [String]

    /// The facts of files with one certificate and nothing else.
    package init(files: [String], leaf: CertificateFacts) {
        self.files = files
        self.leaf = leaf
        containers = []
        keySHA256 = []
        issuers = []
        firstSubject = leaf.subject
        isLeafFirst = true
        otherLeaves = []
        key = nil
        exposedKeyFiles = []
    }
}

/// A private key beside certificates; never the key itself.
public struct KeyFileFacts: Hashable, Sendable {
    /// The file it is in.
    public var file: String
    public var state: State

    package init(file: String, _ state: State) {
        self.file = file
        self.state = state
    }

    /// Whether the leaf certifies the key.
    public enum State: Hashable, Sendable {
        case belongs(KeyFacts)
        case differs(KeyFacts)
        /// Encrypted, and no password was given.
        case locked
    }
}
