import Testing

@Suite struct DeclarationTests {
    // swift-format-ignore
    @Test(arguments: [
        ("public struct Target: Hashable {",            "struct", "Target"),
        ("package final class Handle {",                "class", "Handle"),
        ("class func make() {",                         "func", "make"),
        ("public private(set) var count: Int",          "var", "count"),
        ("@discardableResult func run() {",             "func", "run"),
        ("public static func < (a: A, b: A) -> Bool {", "func", "<"),
        ("nonisolated(unsafe) static var table: T {",   "var", "table"),
        ("package convenience init(der: [UInt8]) {",    "init", "init"),
        ("init?(_ text: String) {",                     "init", "init"),
        ("subscript(key: Key) -> Value {",              "subscript", "subscript"),
        ("extension IPAddress: Comparable {",           "extension", "IPAddress"),
        ("indirect enum Tree<Leaf> {",                  "enum", "Tree"),
    ])
    func `a declaration is known by keyword and name`(line: String, keyword: String, name: String) {
        let found = CodeText(line).declarations
        #expect(found.map(\.keyword) == [keyword])
        #expect(found.map(\.name) == [name])
    }

    @Test(arguments: ["case .v4: 4", "let a = 1", "return init(x)", "// func no()", "funcs.run()"])
    func `other lines declare nothing`(line: String) {
        #expect(CodeText(line).declarations == [])
    }

    @Test func `depth counts the braces around it`() {
        let source = "enum A {\n    struct B {\n    }\n}\nstruct C {}\n"
        #expect(CodeText(source).declarations.map(\.depth) == [0, 1, 0])
    }
}
