package import DataFormats
package import OriginFacts

/// One input line of `cert verify --jsonl`: a chain to judge (docs/output.md, "cert verify").
package struct ChainQuestion: Hashable, Sendable {
    /// The size limit of a line; longer lines are not read.
    package static let maximumBytes = 4 << 20
    /// The limit on certificates of each type in a line.
    package static let maximumCertificates = 1_000

    /// The leaf as PEM text.
    package var leaf: String
    /// The intermediates as PEM texts, in the order in which they would be sent.
    package var intermediates: [String]
    /// The only anchors as PEM texts; nil means the configured list.
    package var trust: [String]?
    /// The host as written; nil if no name is checked.
    package var host: String?
    /// The time of the judgement; nil means now.
    package var at: UnixTime?
    /// The maximum number of certificates between leaf and root; nil means the judge's own limit.
    package var maxDepth: Int?
    /// The revocation lists as PEM texts; empty if revocation is not checked.
    package var revocationLists: [String]

    /// The limit on revocation lists in a line.
    package static let maximumLists = 8

    /// Reads the members of an object. Unknown members are ignored; no member may occur twice.
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

    /// Parses a line, which must be an object with any members.
    package static func value(of line: [UInt8]) throws(DocumentError) -> JSONValue {
        let value = try JSONValue.parsed(line)
        guard case .object = value else { throw .notAnObject }
        return value
    }

    /// Returns the line's id; nil if it has none, or if the id is a list or an object.
    package static func id(of value: JSONValue) -> JSONValue? {
        switch value["id"] {
        case .array, .object: nil
        case let id: id
        }
    }

    /// Returns the id as JSON text for the response: a number as it was written; `null` if there is
    /// none. Throws if the id is a list or an object.
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

/// The output lines of `cert verify --jsonl`.
package enum ChainAnswer {
    /// Returns the line for a chain that was judged. `id` is JSON text. `ignored` lists the fields
    /// that contained no certificate.
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

    /// Returns the line for an input that cannot be judged; `id` is JSON text.
    package static func error(id: String, _ message: String) -> String {
        line(id: id, ["error": .string(TerminalText(untrusted: message, limit: 400).text)])
    }

    /// Returns an object with the unchanged id as its first member, followed by at least one other.
    private static func line(id: String, _ members: JSONValue) -> String {
        #"{"id":"# + id + "," + JSONWriter.text(members).dropFirst()
    }
}

extension ChainRuling {
    /// Whether a good path exists. A path that only a better search finds is also good, because
    /// each client chooses its own path. Any other uncertainty makes this false.
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

    /// The defects: errors if the chain is rejected, warnings if the ruling is uncertain.
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
