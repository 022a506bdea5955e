/// A revocation list that was to be had, and what came of it. A fact: nothing is judged yet.
public struct RevocationList: Hashable, Sendable {
    /// Where it came from: a URL, or its place in a question (`crls[0]`).
    public var source: String
    public var content: Content

    /// A list from there.
    public init(source: String, content: Content) {
        self.source = source
        self.content = content
    }

    /// What came.
    public enum Content: Hashable, Sendable {
        /// Bytes that should be a `CertificateList` in DER (RFC 5280 section 5.1).
        case der([UInt8])
        /// Nothing came; the text says why.
        case missing(String)
    }
}
