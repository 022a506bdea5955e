extension CheckReport {
    /// Returns the report as a JSON document of the schema `fullstrict.result/1` (docs/output.md).
    ///
    /// - Parameters:
    ///   - onOneLine: without line breaks, for a stream of documents.
    ///   - includesCertificates: with the DER of all certificates, which `SavedResults` needs.
    ///   - redaction: pseudonyms for the origin's addresses; leaves the certificates out.
    public func json(
        onOneLine: Bool = false, includesCertificates: Bool = false, redaction: Redaction? = nil
    ) -> String {
        ResultDocument.text(
            self,
            ResultDocument.Options(
                includeDER: includesCertificates, layout: onOneLine ? .line : .pretty,
                redaction: redaction))
    }

    /// Returns the report as text for people. No line is wider than the style allows.
    public func text(
        _ style: TextStyle = TextStyle(), detail: TextReport.Detail = .normal,
        redaction: Redaction? = nil
    ) -> String {
        TextReport(self, style: style, detail: detail, redaction: redaction).text
    }
}

/// Reads observations from files written by `json(includesCertificates: true)`, to judge them again
/// with another date, mode or list of roots.
public enum SavedResults {
    /// The size limit in bytes, enough for a few thousand results.
    private static let sizeLimit = 256 << 20

    /// Returns the observations in a file that contains one document, or one per line.
    public static func observations(
        inFile path: String
    ) throws(OriginCheckError) -> [OriginObservation] {
        let bytes = try InputFile.read(path, limit: sizeLimit, what: "saved result")
        switch decoded(bytes) {
        case .success(let observation): return [try judgeable(observation, path)]
        case .failure(.redacted): throw failure(path, "\(DocumentError.redacted)")
        // Not one document: there may be one on each line.
        case .failure: break
        }
        var found: [OriginObservation] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            switch decoded(Array(line)) {
            case .success(let observation): found.append(try judgeable(observation, path))
            case .failure(let error): throw failure("\(path):\(index + 1)", "\(error)")
            }
        }
        guard !found.isEmpty else { throw failure(path, "no saved result in the file") }
        return found
    }

    private static func decoded(_ bytes: [UInt8]) -> Result<OriginObservation, DocumentError> {
        Result { () throws(DocumentError) in try ResultDocument.decode(bytes) }
    }

    /// Throws if the certificates are missing: without them every chain would be unknown.
    private static func judgeable(
        _ observation: OriginObservation, _ path: String
    ) throws(OriginCheckError) -> OriginObservation {
        let chains = observation.addresses.flatMap(\.chain)
        guard chains.allSatisfy({ !$0.der.isEmpty }) else {
            throw failure(path, "the result contains no certificates, which judging requires")
        }
        return observation
    }

    private static func failure(_ place: String, _ problem: String) -> OriginCheckError {
        OriginCheckError(
            .damagedData, "\(place): \(problem)", hint: "expected a file written by check --save")
    }
}
