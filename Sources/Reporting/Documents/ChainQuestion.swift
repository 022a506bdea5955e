package import DataFormats
package import OriginFacts

/// One line of `cert verify --jsonl`: a chain to be judged (docs/output.md, "cert verify").
package struct ChainQuestion: Hashable, Sendable {
    /// A longer line is not read.
    package static let maximumBytes = 4 << 20
    /// Certificates of one kind in a line.
    package static let maximumCertificates = 1_000

    /// PEM text.
    package var leaf: String
    /// PEM texts, in the order they would be sent.
    package var intermediates: [String]
    /// PEM texts of the only anchors; nil for the configured list.
    package var trust: [String]?
    /// As written; nil when no name is to be checked.
    package var host: String?
    /// Nil for now.
    package var at: UnixTime?
    /// The most certificates between leaf and root; nil for the judge's own bound.
    package var maxDepth: Int?
    /// PEM texts of revocation lists that are to count; none when revocation is not asked about.
    package var revocationLists: [String]

    /// Revocation lists in a line.
    package static let maximumLists = 8

    /// Reads the members of an object; those it does not know are passed over, none may be there
    /// twice.
    package init(_ value: JSONValue) throws(DocumentError) {
        let node = JSONNode(value)
        let names = try DocumentError.wrapping { () throws(JSONError) in
            try node.members().map(\.name)
        }
        try ChainQuestion.checkNoneTwice(names)
        self = try DocumentError.wrapping { () throws(JSONError) in try ChainQuestion(node) }
    }

    private init(_ node: JSONNode) throws(JSONError) {
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
        revocationLists = try ChainQuestion.texts(
            node.optional("crls"), atMost: ChainQuestion.maximumLists)
    }

    /// The value of a line: an object, whatever is in it.
    package static func value(of line: [UInt8]) throws(DocumentError) -> JSONValue {
        let value = try JSONValue.parsed(line)
        guard case .object = value else { throw .notAnObject }
        return value
    }

    /// The line's id; nil when it has none, or one that is a list or an object.
    package static func id(of value: JSONValue) -> JSONValue? {
        switch value["id"] {
        case .array, .object: nil
        case let id: id
        }
    }

    /// The id as JSON text, to be given back: a number as it is written; `null` when there is none.
    /// Throws when it is a list or an object.
    package static func idText(
        of value: JSONValue, in line: [UInt8]
    ) throws(DocumentError) -> String {
        switch id(of: value) {
        case nil where value["id"] != nil:
            throw .invalid(.wrongType(field: "id", expected: "text or a number"))
        case .integer, .digits, .number:
            let token = try DocumentError.wrapping { () throws(JSONError) in
                try JSONReader.token(of: line, named: "id")
            }
            return String(decoding: token ?? [], as: UTF8.self)
        case let id: return JSONWriter.text(id ?? .null)
        }
    }

    private static func checkNoneTwice(_ names: [String]) throws(DocumentError) {
        var known: Set<String> = []
        for name in names where !known.insert(name).inserted { throw .twice(field: name) }
    }

    private static func texts(
        _ node: JSONNode?, atMost limit: Int = maximumCertificates
    ) throws(JSONError) -> [String] {
        guard let node else { return [] }
        var texts: [String] = []
        for item in try node.items(atMost: limit) { texts.append(try item.string()) }
        return texts
    }
}

/// What `cert verify --jsonl` answers to a line.
package enum ChainAnswer {
    /// The answer to a chain that was judged. `id` is JSON text. `ignored` are the fields that held
    /// no certificate.
    package static func line(
        id: String, _ verdict: ChainVerdict, ignored: [String] = [], milliseconds: Double
    ) -> String {
        var answer: JSONValue = [
            "valid": .bool(verdict.strict.isValid),
            "ruling": .string(verdict.strict.name), "defects": verdict.strict.json,
            "browser": ["valid": .bool(verdict.browser.isValid), "defects": verdict.browser.json],
            "path": .of(verdict.path),
        ]
        if !verdict.revocation.isEmpty {
            answer = answer.adding(["revocation": .array(verdict.revocation.map(\.json))])
        }
        if !ignored.isEmpty { answer = answer.adding(["ignored": .of(ignored)]) }
        let rounded = Double(Int(milliseconds * 1_000 + 0.5)) / 1_000
        return line(id: id, answer.adding(["ms": .number(rounded)]))
    }

    /// The answer to a line that cannot be judged; `id` is JSON text.
    package static func error(id: String, _ message: String) -> String {
        line(id: id, ["error": .string(TerminalText(untrusted: message, limit: 400).text)])
    }

    /// An object of at least one member, the id in front as it is.
    private static func line(id: String, _ members: JSONValue) -> String {
        #"{"id":"# + id + "," + JSONWriter.text(members).dropFirst()
    }
}

extension ChainRuling {
    /// Whether there is a good path. One that only a better search finds is good too: which of
    /// several a client takes is its own affair. Any other open question is not built on.
    fileprivate var isValid: Bool {
        switch self {
        case .accepted: true
        case .rejected: false
        case .uncertain(let defects): defects.allSatisfy(\.leavesPathGood)
        }
    }

    var name: String {
        switch self {
        case .accepted: "accepted"
        case .rejected: "rejected"
        case .uncertain: "uncertain"
        }
    }

    /// A defect that refuses is an error; one that leaves it open, a warning.
    var json: JSONValue {
        let severity = if case .uncertain = self { "warning" } else { "error" }
        return .array(
            defects.map { defect in
                [
                    "id": .string(defect.id), "severity": .string(severity),
                    "saw": .string(Wording.saw(defect).text),
                ]
            })
    }
}

extension ChainDefect {
    fileprivate var leavesPathGood: Bool {
        if case .dependsOnPathBuilding = self { true } else { false }
    }
}
