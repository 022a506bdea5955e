internal import ChainVerification
internal import DataFormats
internal import OpenSSLSupport
internal import OriginProbe

/// Turns the texts of a line of `cert verify --jsonl` into certificates and names.
struct VerifyRequestReader {
    let library: LibraryContext
    /// Where something stood that OpenSSL cannot read: `intermediates[1]`.
    private(set) var ignored: [String] = []

    init(library: LibraryContext) {
        self.library = library
    }

    /// The certificates of a PEM text, parsed one by one; nil for one that cannot be read, which is
    /// noted. A text without any is a mistake of whoever wrote the line.
    mutating func certificates(
        in text: String, field: String
    ) throws(OriginCheckError) -> [CertificateHandle?] {
        let found = try VerifyRequestReader.document(text, field: field)
            .contents(labelled: "CERTIFICATE")
        guard !found.isEmpty else {
            throw OriginCheckError(.damagedData, "\(field) holds no certificate in PEM form")
        }
        let parsed = found.map { try? CertificateHandle(der: $0, in: library) }
        if parsed.contains(where: { $0 == nil }) { ignored.append(field) }
        return parsed
    }

    /// The revocation lists of PEM texts (RFC 7468 section 6), not parsed yet. The judge looks at a few only,
    /// so more are a mistake.
    static func lists(in texts: [String]) throws(OriginCheckError) -> [RevocationList] {
        var lists: [RevocationList] = []
        for (index, text) in texts.enumerated() {
            let field = "crls[\(index)]"
            let found = try document(text, field: field).contents(labelled: "X509 CRL")
            guard !found.isEmpty else {
                throw OriginCheckError(
                    .damagedData, "\(field) holds no revocation list in PEM form")
            }
            lists += found.map { RevocationList(source: field, content: .der($0)) }
        }
        guard lists.count <= RevocationLimits.lists else {
            throw OriginCheckError(
                .damagedData, "crls: at most \(RevocationLimits.lists) lists are looked at")
        }
        return lists
    }

    private static func document(
        _ text: String, field: String
    ) throws(OriginCheckError) -> PEMDocument {
        do throws(PEMFailure) {
            return try PEMDocument(
                reading: Array(text.utf8), maximumBlocks: 1_000, maximumBytes: 4 << 20)
        } catch {
            throw OriginCheckError(.damagedData, "\(field): \(error)")
        }
    }

    /// The one acceptable name: a DNS name or an IP address, in brackets or not.
    static func names(_ host: String) throws(OriginCheckError) -> AcceptableNames {
        guard !host.isEmpty else {
            throw OriginCheckError(
                .damagedData, "host: the name is empty: leave the member out to check no name")
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        do throws(TargetError) {
            let name = try HostReader.read(isBracketed ? host.dropFirst().dropLast() : host[...])
            return AcceptableNames(requested: name)
        } catch {
            throw OriginCheckError(.damagedData, "host: \(error)")
        }
    }
}
