/// The contents of a server's certificate files: facts, without judgement.
public struct CertificateFileFacts: Hashable, Sendable {
    /// The file names as the user gave them, in the same order.
    public var files: [String]
    /// The container formats of certificates that are not in PEM: `PKCS#12`.
    public var containers: [String]
    /// The server's own certificate.
    public var leaf: CertificateFacts
    /// The SHA-256 of the leaf's SubjectPublicKeyInfo.
    public var keySHA256: [UInt8]
    /// The issuers in the files that belong to the leaf's chain, except its root.
    public var issuers: [CertificateFacts]
    /// The subject of the first certificate, which servers use as their own.
    public var firstSubject: String
    /// Whether the first certificate is the leaf, or the order is irrelevant (PKCS#7, PKCS#12).
    public var isLeafFirst: Bool
    /// The subjects of other certificates that could be a server's own.
    public var otherLeaves: [String]
    /// The private key that was named or found; nil if there was none.
    public var key: KeyFileFacts?
    /// The files with an unencrypted private key that every user of the machine may read.
    public var exposedKeyFiles: [String]

    /// Creates the facts of files that contain only one certificate.
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

/// Facts about a private key found with the certificates; never the key itself.
public struct KeyFileFacts: Hashable, Sendable {
    /// The file that contains the key.
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
        /// The key is encrypted, and no password was given.
        case locked
    }
}
