internal import COpenSSL
internal import OpenSSLSupport

/// The content of a name constraints extension (RFC 5280 section 4.2.1.10), read from its DER.
struct NameSubtrees: Hashable {
    /// The base of one GeneralSubtree: its GeneralName tag and content.
    struct Base: Hashable {
        let tag: UInt8
        let content: [UInt8]
    }

    private(set) var permitted: [Base] = []
    private(set) var excluded: [Base] = []
    /// The reason this is not a valid name constraint; nil if it is valid.
    private(set) var fault: String?

    /// Reads the certificate's extension; nil if it has none.
    init?(of certificate: CertificateHandle) {
        let read = certificate.withExtension(NID_name_constraints) { NameSubtrees(der: $0) }
        guard let read else { return nil }
        self = read
    }

    private init(der bytes: UnsafeBufferPointer<UInt8>) {
        var outer = DERReader(bytes, in: 0..<bytes.count)
        guard let sequence = outer.next(0x30), outer.isAtEnd else {
            fault = "name constraints that cannot be read"
            return
        }
        var sides = outer.inside(sequence)
        if sides.isAtEnd { fault = "empty name constraints" }
        while let side = sides.next() {
            let bases = NameSubtrees.bases(of: sides.inside(side), in: bytes)
            switch (side.tag, bases) {
            case (0xA0, let bases?): permitted += bases
            case (0xA1, let bases?): excluded += bases
            default: fault = "name constraints that cannot be read"
            }
            if bases?.isEmpty == true { fault = "empty name constraints" }
        }
        if !sides.isAtEnd { fault = "name constraints that cannot be read" }
        if fault == nil, let wrong = (permitted + excluded).first(where: { !$0.isSound }) {
            fault = "a name constraint that is no name (tag \(wrong.tag & 0x1F))"
        }
    }

    private static func bases(
        of reader: DERReader, in bytes: UnsafeBufferPointer<UInt8>
    ) -> [Base]? {
        var subtrees = reader
        var bases: [Base] = []
        while let subtree = subtrees.next(0x30) {
            var parts = subtrees.inside(subtree)
            guard let base = parts.next() else { return nil }
            bases.append(Base(tag: base.tag, content: Array(bytes[base.content])))
        }
        return subtrees.isAtEnd ? bases : nil
    }
}

extension NameSubtrees.Base {
    /// Whether a DNS or address constraint can be compared with names.
    fileprivate var isSound: Bool {
        switch tag {
        case 0x82:
            let name = content.first == 0x2E ? content.dropFirst() : content[...]
            let form = DNSNameForm(name)
            return content.isEmpty
                || (name.first != 0x2A && (form == .sound || form == .underscore))
        case 0x87:
            return content.count == 8 || content.count == 32
        default:
            return true
        }
    }
}

/// Suffixes of two labels under which anyone can register. This is a sample from publicsuffix.org's
/// list with the large national registries and hosting providers. It need not be complete, because
/// a missing suffix only means a missing remark.
package enum PublicSuffixSample {
    /// Whether the name, in lower case, is such a suffix.
    package static func contains(_ suffix: String) -> Bool {
        suffixes.contains(suffix)
    }

    private static let suffixes: Set<String> = [
        "ac.uk", "co.uk", "gov.uk", "ltd.uk", "me.uk", "net.uk", "nhs.uk", "org.uk", "plc.uk",
        "com.au", "edu.au", "gov.au", "id.au", "net.au", "org.au",
        "ac.jp", "co.jp", "go.jp", "gr.jp", "ne.jp", "or.jp",
        "co.kr", "go.kr", "or.kr", "com.cn", "gov.cn", "net.cn", "org.cn",
        "com.tw", "com.hk", "com.sg", "com.my", "co.th", "co.id", "com.ph", "com.vn",
        "co.in", "gov.in", "net.in", "org.in", "com.pk", "com.bd",
        "com.br", "net.br", "org.br", "gov.br", "com.ar", "com.mx", "com.co", "com.pe",
        "com.tr", "gov.tr", "com.ua", "com.pl", "com.ru", "co.il", "com.sa", "co.ae",
        "co.za", "org.za", "com.ng", "co.ke", "com.eg", "co.nz", "net.nz", "org.nz",
        "github.io", "gitlab.io", "netlify.app", "vercel.app", "pages.dev", "workers.dev",
        "herokuapp.com", "web.app", "firebaseapp.com", "azurewebsites.net", "blogspot.com",
        "cloudfront.net", "onrender.com", "fly.dev",
    ]
}
