internal import DataFormats
package import OpenSSLSupport
package import OriginFacts

/// A set of trust anchors in DER, indexed by subject. An anchor is parsed when a chain needs its
/// subject: parsing 480 roots into `X509` objects takes 66 ms, building this index about 2 ms.
package final class TrustAnchors: Sendable {
    /// One anchor: the position of its DER, and its source.
    struct Entry: Sendable {
        let der: Range<Int>
        /// The index of the source.
        let source: Int
        /// The number of the certificate in its source, counted from 1.
        let certificate: Int
        /// The offset of the certificate in the text; nil for DER.
        let offset: Int?
    }

    private let arena: [UInt8]
    private let entries: [Entry]
    private let bySubject: [SubjectHash: [Int]]
    private let sources: [AnchorSource]

    /// Indexes all sources in order. The first of two equal certificates counts.
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

    /// The number of certificates, including duplicates.
    package var count: Int {
        entries.count
    }

    /// Returns the labels of the sources, each with the lower-case hex SHA-256 of its bytes.
    package func digests(
        in context: LibraryContext
    ) throws(OpenSSLFailure) -> [(label: String, sha256: String)] {
        let digester = try Digester(in: context)
        return sources.map { ($0.label, digester.digest(over: $0.bytes).hex) }
    }

    /// Parses every anchor once to find any that OpenSSL cannot read. It is meant for sources named
    /// by the user.
    package func checkAll(in context: LibraryContext) throws(AnchorError) {
        for (position, entry) in entries.enumerated() where parse(position, in: context) == nil {
            throw sources[entry.source].failure(
                .notCertificate, certificate: entry.certificate, offset: entry.offset)
        }
    }

    /// The keys of all subjects.
    var subjects: [SubjectHash] {
        Array(bySubject.keys)
    }

    /// Returns the anchors whose subject has that key, in the order of the sources.
    func positions(of key: SubjectHash) -> [Int] {
        bySubject[key] ?? []
    }

    /// Returns the class of paths that end in the anchor.
    func anchorClass(of position: Int) -> AnchorClass {
        sources[entries[position].source].anchorClass
    }

    /// Parses the anchor; returns nil if OpenSSL cannot read it.
    func parse(_ position: Int, in context: LibraryContext) -> CertificateHandle? {
        try? CertificateHandle(der: Array(arena[entries[position].der]), in: context)
    }
}

/// A source of trust anchors: the bytes of one file, and the class of its certificates.
package struct AnchorSource: Sendable {
    /// The class of paths that end in one of these certificates.
    package let anchorClass: AnchorClass
    /// The name of the source in errors and reports: a path, `system`, `Cloudflare Origin CA`.
    package let label: String
    /// PEM text with any number of certificates, or one certificate in DER.
    package let bytes: [UInt8]

    package init(_ anchorClass: AnchorClass, label: String, bytes: [UInt8]) {
        self.anchorClass = anchorClass
        self.label = label
        self.bytes = bytes
    }
}

extension AnchorSource {
    /// Creates an error about this source; `offset` is a position in its text.
    func failure(
        _ reason: AnchorError.Reason, certificate: Int? = nil, offset: Int? = nil
    ) -> AnchorError {
        var lines = LineCounter(bytes)
        return AnchorError(
            reason: reason, source: label, certificate: certificate,
            line: offset.map { lines.line(at: $0) })
    }

    /// Creates an error about text that is not PEM.
    func failure(_ failure: PEMFailure) -> AnchorError {
        let error = { (reason: AnchorError.Reason, block: Int?, line: Int?) in
            AnchorError(reason: reason, source: label, certificate: block, line: line)
        }
        return switch failure {
        case .unterminated(let block, let line): error(.unterminated, block, line)
        case .mismatchedEnd(let block, let line): error(.mismatchedEnd, block, line)
        case .badBase64(let block, let line): error(.badBase64, block, line)
        case .tooManyBlocks: error(.tooMany, nil, nil)
        case .tooLarge: error(.tooLarge, nil, nil)
        }
    }
}

/// An error for an unusable source of trust anchors, which is a fault in this program's inputs.
package struct AnchorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reasons that a source is unusable.
    package enum Reason: String, Sendable {
        case empty = "holds no certificate"
        case tooLarge = "is larger than 32 MB"
        case tooMany = "holds more than 10,000 certificates"
        case unterminated = "has no END line"
        case mismatchedEnd = "ends with another label than it began"
        case badBase64 = "is not base64"
        case notCertificate = "is not a certificate"
    }

    package let reason: Reason
    /// The source's label.
    package let source: String
    /// The certificate in the source, counted from 1; nil for an error about the whole source.
    package let certificate: Int?
    /// The line in the source, counted from 1; nil for DER and for the whole source.
    package let line: Int?

    package var description: String {
        var place = source
        if let line { place += ":\(line)" }
        if let certificate { place += ": certificate \(certificate)" }
        return "\(place) \(reason.rawValue)"
    }
}
