public import OriginFacts

/// One line of `cert verify --jsonl`: a chain to be judged (docs/output.md, "cert verify").
public struct ChainQuestion: Hashable, Sendable {
    /// A longer line is not read.
    public static let maximumBytes = 4 << 20
    /// Certificates of one kind in a line.
    public static let maximumCertificates = 1_000

    /// PEM text.
    public var leaf: String
    /// PEM texts, in the order they would be sent.
    public var intermediates: [String]
    /// PEM texts of the only anchors; nil for the configured list.
    public var trust: [String]?
    /// As written; nil when no name is to be checked.
    public var host: String?
    /// Nil for now.
    public var at: UnixTime?
    /// The most certificates between leaf and root; nil for the judge's own bound.
    public var maxDepth: Int?
    /// PEM texts of revocation lists that are to count; none when revocation is not asked about.
    public var revocationLists: [String]

    /// Reads the members of an object; those it does not know are passed over.
    public init(_ value: JSONValue) throws(DocumentError) {
        let node = JSONNode(value)
        leaf = try node.member("leaf").string()
        intermediates = try ChainQuestion.texts(node.optional("intermediates"))
        trust =
            if let anchors = node.optional("trust") { try ChainQuestion.texts(anchors) } else {
                nil
            }
        host = try node.optional("host")?.string()
        at = if let time = node.optional("at") { try UnixTime(time) } else { nil }
        maxDepth = try node.optional("max_depth")?.integer()
        if let maxDepth, maxDepth < 0 {
            throw .wrongType(field: "max_depth", expected: "0 or more")
        }
        revocationLists = try ChainQuestion.texts(node.optional("crls"))
    }

    /// The value of a line: an object, whatever is in it.
    public static func value(of line: [UInt8]) throws(DocumentError) -> JSONValue {
        let value = try JSONReader.value(of: line)
        _ = try JSONNode(value).members()
        return value
    }

    /// The line's id, to be given back: text or a number; nil when it has none or another kind.
    public static func id(of value: JSONValue) -> JSONValue? {
        switch value["id"] {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        default: nil
        }
    }

    private static func texts(_ node: JSONNode?) throws(DocumentError) -> [String] {
        guard let node else { return [] }
        var texts: [String] = []
        for item in try node.items(atMost: maximumCertificates) { texts.append(try item.string()) }
        return texts
    }
}
