/// The head of one HTTP response and a bounded look at its body.
public struct HTTPAnswer: Hashable, Sendable {
    /// 100 to 999.
    public var status: Int
    public var httpVersion: HTTPVersion
    /// The first Location field as received (unescaped bytes as Latin-1); nil when absent.
    public var location: String?
    /// Whether there were Location fields of different values.
    public var hasSeveralLocations: Bool
    /// Where the page itself sends browsers on: the Refresh field, or the first
    /// `<meta http-equiv="refresh">` within the body read; nil when nothing does.
    public var refresh: String?
    public var server: String?
    /// The text of the first `<title>` within the body read, at most 200 characters.
    public var title: String?
    /// `cf-ray`, when a Cloudflare edge answered in place of the origin.
    public var cfRay: String?
    public var contentType: String?
    /// The value of Strict-Transport-Security; nil when absent.
    public var strictTransportSecurity: String?
    /// Status line and fields together, in bytes.
    public var headerBytes: Int
    public var body: BodyFacts
    /// Informational statuses seen before the final one.
    public var interim: [Int]
    public var milliseconds: Int

    /// An answer with a status and nothing else of note.
    public init(status: Int, httpVersion: HTTPVersion = .http1_1, location: String? = nil) {
        self.status = status
        self.httpVersion = httpVersion
        self.location = location
        hasSeveralLocations = false
        refresh = nil
        server = nil
        title = nil
        cfRay = nil
        contentType = nil
        strictTransportSecurity = nil
        headerBytes = 0
        body = BodyFacts(bytesRead: 0, sha256: nil, end: .complete)
        interim = []
        milliseconds = 0
    }

    /// Whether browsers follow its status (RFC 9110 section 15.4; 300 and 304 are not followed).
    public var isRedirect: Bool {
        [301, 302, 303, 307, 308].contains(status)
    }
}
