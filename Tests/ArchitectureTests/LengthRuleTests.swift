import Testing

@Suite struct LengthRuleTests {
    private func body(lines: Int) -> String {
        String(repeating: "        step()\n", count: lines)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("func a() {\n}\nfunc b() { c() }",                            ["a 2", "b 1"]),
        ("func a(\n    x: Int = 3\n) throws(E) -> Int\nwhere T: P\n{\n}", ["a 6"]),
        ("var a: Int {\n    if b {\n    }\n}",                         ["a 4"]),
        ("var a: Int = 3\nvar b = {\n}()\nvar c: Int",                 []),
        ("protocol P {\n    func a()\n    func b() -> Int\n}\nenum E {\n}", []),
        ("func a(_ f: () -> Void = {}) {\n}",                          ["a 2"]),
        ("func a() {\n    print(\"}\") // }\n}",                       ["a 3"]),
        ("init?(x: Int) {\n    func b() {\n    }\n}",                  ["init 4", "b 2"]),
        ("subscript(i: Int) -> Int {\n    get { 1 }\n}",               ["subscript 3"]),
        ("deinit {\n}",                                                ["deinit 2"]),
    ])
    func `a body is measured from its name to its closing brace`(source: String, expected: [String]) {
        let found = LengthRule.bodies(in: CodeText(source)).map { "\($0.name) \($0.length)" }
        #expect(found == expected)
    }

    @Test func `the longest allowed function passes, one line more does not`() {
        let function = { "func a() {\n" + body(lines: $0) + "}\n" }
        #expect(LengthRule.violations(in: CodeText(function(48)), path: "p") == [])
        #expect(
            LengthRule.violations(in: CodeText(function(49)), path: "p") == ["1: a has 51 lines"])
    }

    @Test func `a table on the list of exceptions may be longer, nothing else in its file`() throws
    {
        let exception = try #require(LengthRule.tables.first).split(separator: " ").map(String.init)
        let source =
            "var \(exception[1]): Int {\n\(body(lines: 60))}\nfunc x() {\n\(body(lines: 60))}"
        #expect(
            LengthRule.violations(in: CodeText(source), path: exception[0])
                == ["63: x has 62 lines"])
    }

    @Test func `the longest allowed file passes, one line more does not`() {
        #expect(LengthRule.violations(in: CodeText(body(lines: 400)), path: "p") == [])
        #expect(
            LengthRule.violations(in: CodeText(body(lines: 401)), path: "p")
                == ["the file has 401 lines"])
    }
}
