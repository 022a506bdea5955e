public import EdgePolicy
public import OriginFacts

/// What `cert check` found out about the certificate files of a server.
public struct CertificateReport: Sendable {
    public var facts: CertificateFileFacts
    public var ladder: CertificateLadder
    public var assessment: FileAssessment
    public var time: UnixTime
    /// The list of roots the verdicts rest on.
    public var trust: TrustFacts
    /// Options that a command about the same files needs.
    public var options: FileOptions
    /// The status the run ends with.
    public var exitStatus: Int32

    /// A report; everything is judged already.
    public init(
        _ facts: CertificateFileFacts, ladder: CertificateLadder, assessment: FileAssessment,
        time: UnixTime, trust: TrustFacts, options: FileOptions, exitStatus: Int32
    ) {
        self.facts = facts
        self.ladder = ladder
        self.assessment = assessment
        self.time = time
        self.trust = trust
        self.options = options
        self.exitStatus = exitStatus
    }

    /// For people; no line is wider than the style allows.
    public func text(
        _ style: TextStyle, detail: TextReport.Detail = .normal, redaction: Redaction? = nil
    ) -> String {
        var page = CertificatePage(self, style: style, detail: detail, redaction: redaction)
        switch detail {
        case .quiet: page.addLine()
        case .normal, .verbose: page.addAll()
        }
        return page.canvas.trimmedText
    }
}
