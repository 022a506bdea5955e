package import OpenSSLSupport
internal import OriginFacts

/// A set of trust anchors, indexed by subject over DER. Nothing is parsed until a chain asks for a
/// subject: reading 480 roots into `X509` objects costs 66 ms, this index a few.
package final class TrustAnchors: Sendable {
    /// One anchor: where its DER lies and what it counts as.
    struct Entry: Sendable {
        let der: Range<Int>
        /// The position of its source.
        let source: Int
        /// Counted from 1 in its source.
        let certificate: Int
        /// Where it begins in the text; nil for DER.
        let offset: Int?
    }

    private let arena: [UInt8]
    private let entries: [Entry]
    private let bySubject: [SubjectKey: [Int]]
    private let sources: [AnchorSource]

    /// Indexes all sources in their order; of two equal certificates the first counts.
    package init(_ sources: [AnchorSource]) throws(AnchorError) {
        var index = AnchorIndex()
        for (position, source) in sources.enumerated() {
            try index.add(source, at: position)
        }
        arena = index.arena
        entries = index.entries
        bySubject = index.bySubject
        self.sources = sources
    }

    /// How many certificates there are, repeated ones counted each time.
    package var count: Int {
        entries.count
    }

    /// The sources by label, each with the lower-case hex SHA-256 of its bytes.
    package func digests(
        in context: LibraryContext
    ) throws(OpenSSLFailure) -> [(label: String, sha256: String)] {
        let digester = try Digester(in: context)
        return sources.map { ($0.label, digester.digest(over: $0.bytes).hex) }
    }

    /// Parses every anchor once, to find the ones OpenSSL cannot read. For sources a user gave.
    package func checkAll(in context: LibraryContext) throws(AnchorError) {
        for (position, entry) in entries.enumerated() where parse(position, in: context) == nil {
            throw sources[entry.source].failure(
                .notCertificate, certificate: entry.certificate, offset: entry.offset)
        }
    }

    /// The keys of all subjects.
    var subjects: [SubjectKey] {
        Array(bySubject.keys)
    }

    /// The anchors whose subject has that key, in the order of the sources.
    func positions(of key: SubjectKey) -> [Int] {
        bySubject[key] ?? []
    }

    /// What a path that ends in the anchor is called.
    func anchorClass(of position: Int) -> AnchorClass {
        sources[entries[position].source].anchorClass
    }

    /// Makes the anchor's `X509`; nil when OpenSSL cannot read it.
    func parse(_ position: Int, in context: LibraryContext) -> CertificateHandle? {
        try? CertificateHandle(der: Array(arena[entries[position].der]), in: context)
    }
}
