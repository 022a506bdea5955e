extension CheckReport {
    /// The report as a JSON document of the schema `fullstrict.result/1` (docs/output.md).
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

    /// The report for people; no line is wider than the style allows.
    public func text(
        _ style: TextStyle = TextStyle(), detail: TextReport.Detail = .normal,
        redaction: Redaction? = nil
    ) -> String {
        TextReport(self, style: style, detail: detail, redaction: redaction).text
    }
}

/// Reads observations from files that `json(includesCertificates: true)` wrote, to judge them again under
/// another date, mode or list of roots.
public enum SavedResults {
    /// Room for some thousand results.
    private static let sizeLimit = 256 << 20

    /// The observations in a file: one document, or one per line.
    public static func observations(
        inFile path: String
    ) throws(OriginCheckError) -> [OriginObservation] {
        let bytes = try InputFile.read(path, limit: sizeLimit, what: "saved result")
        if let whole = try? ResultDocument.decode(bytes) { return [whole] }
        var found: [OriginObservation] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            do throws(DocumentError) {
                found.append(try ResultDocument.decode(Array(line)))
            } catch {
                throw OriginCheckError(
                    .damagedData, "\(path):\(index + 1): \(error)",
                    hint: "expected a file written by check --save")
            }
        }
        guard !found.isEmpty else {
            throw OriginCheckError(
                .damagedData, "\(path) holds no saved result",
                hint: "expected a file written by check --save")
        }
        return found
    }
}
