public import EdgePolicy
public import OriginFacts

/// What `cert check` found out about the certificate files of a server.
public struct CertificateReport: Sendable {
    /// The files, as named by the user.
    public var title: String
    public var ladder: CertificateLadder
    public var verdict: ChainVerdict
    public var key: KeyCheck
    /// The host the certificate is for; nil when names were not judged.
    public var host: String?
    /// The mode the status is about.
    public var mode: EncryptionMode
    public var time: UnixTime
    /// The list of roots the verdict rests on.
    public var trust: TrustFacts

    /// A report; everything is judged already.
    public init(
        _ title: String, ladder: CertificateLadder, verdict: ChainVerdict, key: KeyCheck,
        host: String?, mode: EncryptionMode, time: UnixTime, trust: TrustFacts
    ) {
        self.title = title
        self.ladder = ladder
        self.verdict = verdict
        self.key = key
        self.host = host
        self.mode = mode
        self.time = time
        self.trust = trust
    }

    /// What these files would give in a mode.
    public func forecast(_ mode: EncryptionMode) -> FileForecast {
        FileForecast.of(
            verdict.strict, key: key.match, isLeafFirst: ladder.isLeafFirst, in: mode)
    }

    /// What is wrong or worth saying, gravest first.
    var remarks: [CertificateRemark] {
        CertificateRemark.all(in: self)
    }

    /// 0 works, 1 would break, 3 cannot tell, in the judged mode.
    public var exitStatus: Int32 {
        switch forecast(mode) {
        case .notUsed, .works: 0
        case .refused, .serverFails: 1
        case .unknown: 3
        }
    }
}
