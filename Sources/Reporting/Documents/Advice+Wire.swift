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
