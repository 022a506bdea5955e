internal import ChainVerification
internal import DataFormats
internal import OpenSSLSupport
internal import OriginProbe

/// Converts the texts in a verify request to certificates, CRLs and names.
struct VerifyRequestReader {
    let library: LibraryContext
    /// The request fields that OpenSSL cannot read, such as `intermediates[1]`.
    private(set) var ignored: [String] = []

    init(library: LibraryContext) {
        self.library = library
    }

    /// Returns the certificates in a PEM text, with nil for each unreadable one, and adds their
    /// field to `ignored`. A text without certificates is an error.
    mutating func certificates(
        in text: String, field: String
    ) throws(OriginCheckError) -> [CertificateHandle?] {
        let found = try VerifyRequestReader.document(text, field: field)
            .contents(labelled: "CERTIFICATE")
        guard !found.isEmpty else {
            throw OriginCheckError(.damagedData, "\(field) holds no PEM certificate")
        }
        let parsed = found.map { try? CertificateHandle(der: $0, in: library) }
        if parsed.contains(where: { $0 == nil }) { ignored.append(field) }
        return parsed
    }

    /// Returns the CRLs in PEM texts (RFC 7468 section 6), not parsed yet. More CRLs than the judge
    /// reads are an error.
    static func lists(in texts: [String]) throws(OriginCheckError) -> [RevocationList] {
        var lists: [RevocationList] = []
        for (index, text) in texts.enumerated() {
            let field = "crls[\(index)]"
            let found = try document(text, field: field).contents(labelled: "X509 CRL")
            guard !found.isEmpty else {
                throw OriginCheckError(
                    .damagedData, "\(field) holds no PEM CRL")
            }
            lists += found.map { RevocationList(source: field, content: .der($0)) }
        }
        guard lists.count <= RevocationLimits.lists else {
            throw OriginCheckError(
                .damagedData, "crls: at most \(RevocationLimits.lists) CRLs are read")
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

    /// Returns the name to accept: a DNS name or an IP address, with or without brackets.
    static func names(_ host: String) throws(OriginCheckError) -> AcceptableNames {
        guard !host.isEmpty else {
            throw OriginCheckError(
                .damagedData, "host: the name is empty; omit the member to check no name")
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
