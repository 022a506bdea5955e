internal import OpenSSLSupport
internal import OriginFacts

/// One question to OpenSSL: is there a path from this leaf, through these certificates, to these anchors?
struct PathRequest {
    /// What a path may end in.
    enum Trust {
        case store(AnchorStore)
        /// This one certificate.
        case only(CertificateStack)
    }

    /// How strict OpenSSL is to be about form.
    enum Profile {
        /// As a verdict is made: no strict form, no security level.
        case edge
        /// `X509_V_FLAG_X509_STRICT` and security level 2 (112 bits).
        case pedantic
    }

    /// What to do with an error.
    enum Mode {
        case stopAtFirst
        /// Note it and go on as if it had not been.
        case collectAll
    }

    var leaf: CertificateHandle
    /// Every certificate sent, the leaf too, as libssl passes them.
    var sent: CertificateStack
    var trust: Trust
    var time: UnixTime
    var profile = Profile.edge
    var mode = Mode.stopAtFirst
    /// The most certificates between leaf and anchor; nil for OpenSSL's own bound of 100.
    var depth: Int?

    /// The same question in another mode.
    func with(_ mode: Mode) -> PathRequest {
        var copy = self
        copy.mode = mode
        return copy
    }
}
