import Testing

@Suite struct CodeTextTests {
    // swift-format-ignore
    @Test(arguments: [
        ("let a = 1 // {",                    "let a = 1 "),
        ("a /* { /* } */ { */ b",             "a b"),
        (#"print("{ \" }") {"#,               "print( ) {"),
        (##"x(#"a " b"#) {"##,                "x( ) {"),
        (#"x("\(y.map { "}" }) {") }"#,       "x( ) }"),
        (##"x(#"\#(y("{")) {"#) }"##,         "x( ) }"),
        ("x(\"\"\"\n{ \" \n\"\"\") {",        "x( \n \n ) {"),
        ("\"unclosed {",                      " "),
    ])
    func `comments and strings become blanks of the same length`(source: String, expected: String) {
        let code = CodeText(source).lines.joined(separator: "\n")
        #expect(code.replacing(/[ ]+/, with: " ") == expected)
        #expect(code.utf8.count == source.utf8.count)
    }

    @Test func `lines are kept, with and without a last line break`() {
        #expect(CodeText("a\n\nb\n").lines == ["a", "", "b"])
        #expect(CodeText("a\nb").writtenLines == ["a", "b"])
    }
}
