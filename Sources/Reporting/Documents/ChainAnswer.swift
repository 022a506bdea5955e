public import OriginFacts

/// What `cert verify --jsonl` answers to a line.
public enum ChainAnswer {
    /// The answer to a chain that was judged. `id` is JSON text. `ignored` are the fields that held no certificate.
    public static func line(
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
    public static func error(id: String, _ message: String) -> String {
        line(id: id, ["error": .string(TerminalText(untrusted: message, limit: 400).text)])
    }

    /// An object of at least one member, the id in front as it is.
    private static func line(id: String, _ members: JSONValue) -> String {
        #"{"id":"# + id + "," + JSONWriter.text(members).dropFirst()
    }
}

extension ChainRuling {
    /// Whether there is a good path. One that only a better search finds is good too: which of several
    /// a client takes is its own affair. Any other open question is not built on.
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
