internal import ChainJudge
internal import OpenSSLSupport
internal import OriginFacts
internal import OriginProbe

/// Turns the texts of a line of `cert verify --jsonl` into certificates and names.
struct QuestionReader {
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
    ) throws(CommandFailure) -> [CertificateHandle?] {
        let document: PEMDocument
        do throws(PEMFailure) {
            document = try PEMDocument(
                reading: Array(text.utf8), maximumBlocks: 1_000, maximumBytes: 4 << 20)
        } catch {
            throw CommandFailure(.damagedData, "\(field): \(error)")
        }
        let found = document.contents(labelled: "CERTIFICATE")
        guard !found.isEmpty else {
            throw CommandFailure(.damagedData, "\(field) holds no certificate in PEM form")
        }
        let parsed = found.map { try? CertificateHandle(der: $0, in: library) }
        if parsed.contains(where: { $0 == nil }) { ignored.append(field) }
        return parsed
    }

    /// The one acceptable name: a DNS name or an IP address, in brackets or not.
    static func names(_ host: String) throws(CommandFailure) -> AcceptableNames {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        do throws(TargetError) {
            let name = try HostReader.read(isBracketed ? host.dropFirst().dropLast() : host[...])
            return AcceptableNames(requested: name)
        } catch {
            throw CommandFailure(.damagedData, "host: \(error)")
        }
    }
}
