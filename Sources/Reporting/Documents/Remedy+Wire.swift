internal import DataFormats
internal import EdgePolicy
internal import OriginFacts

extension Remedy {
    /// Returns the id, the sentence and the configuration of the remedy.
    func json(_ wording: Wording) -> JSONValue {
        let head: JSONValue = ["id": .string(id)]
        return head.adding(wording.advice(self).json)
    }
}

extension Advice {
    var json: JSONValue {
        [
            "text": .string(text.text),
            "snippets": .array(
                snippets.map { snippet in
                    [
                        "server": .string(snippet.server.text),
                        "lines": .of(snippet.lines.map(\.text)),
                        "reload": .of(snippet.reload?.text),
                    ]
                }),
        ]
    }
}
