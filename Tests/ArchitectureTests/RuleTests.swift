import Testing

/// Every rule about the sources can fail.
@Suite struct RuleTests {
    private static let table = ImportRule.table(
        in: """
            ## Targets
            | target | its one job | imports |
            |---|---|---|
            | `CAres` `CIDN2` | C libraries | – |
            | `Facts` | values | nothing |
            | `Probe` | input and output | Facts, CAres; SwiftNIO; Glibc |
            ## Other
            | `Other` | not a target | Facts |
            """)

    // swift-format-ignore
    @Test(arguments: [
        ("Facts", "import Foundation",                                  ["imports Foundation"]),
        ("Facts", "public import Glibc",                                ["imports Glibc"]),
        ("Facts", "/// import Foundation\nlet x = \"import Glibc\"",    []),
        ("Facts", "internal import struct Foundation.URL",              ["imports Foundation"]),
        ("Facts", "@testable import Probe",                             ["imports Probe"]),
        ("Facts", "#if canImport(Foundation)\n    import Foundation\n#endif", ["imports Foundation"]),
        ("Probe", "public import Facts",                                []),
        ("Probe", "internal import CAres; internal import NIOHTTP2",    []),
        ("Probe", "internal import CIDN2",                              ["imports CIDN2"]),
        ("Probe", "@preconcurrency internal import Dispatch",           ["imports Dispatch"]),
        ("Other", "",                                                   ["target Other has no row"]),
    ])
    func `an import outside the table is found`(target: String, source: String, expected: [String]) {
        let code = CodeText(source)
        #expect(ImportRule.violations(in: code, of: target, table: Self.table) == expected)
    }

    @Test func `a module in the table that is not imported is found`() {
        let code = [CodeText("import Facts"), CodeText("import CAres\nimport NIOCore")]
        #expect(
            ImportRule.unused(code, of: "Probe", table: Self.table)
                == ["Probe never imports Glibc"])
    }

    // swift-format-ignore
    @Test(arguments: [
        ("OriginProbe", "let a = try! b()",               ["1: try!"]),
        ("EdgePolicy",  "x as! Y",                        ["1: as!"]),
        ("ChainVerification",  "\n    fatalError(\"no\")",       ["2: fatalError("]),
        ("TLSEngine",   "precondition(count > 0)",        ["1: precondition("]),
        ("TLSEngine",   "preconditionFailure(\"no\")",    ["1: preconditionFailure("]),
        ("Reporting",   "precondition(count > 0)",        []),
        ("TLSEngine",   "// a precondition(x) in words",  []),
        ("TLSEngine",   "let a = \"try!\"",               []),
        ("Reporting",   "// TO" + "DO: later",            ["1: TO" + "DO"]),
        ("Reporting",   "let a = \"FIX" + "ME\"",         ["1: FIX" + "ME"]),
        ("Reporting",   "let AXX" + "XB = 1",             []),
    ])
    func `a forbidden word is found`(target: String, source: String, expected: [String]) {
        #expect(ForbiddenWords.violations(in: CodeText(source), of: target) == expected)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("public struct A {}",                                ["1: A has no ///"]),
        ("/// It is.\npublic struct A {}",                    []),
        ("/// It is.\n@frozen\npublic struct A {}",           []),
        ("/// It is.\n// swift-format-ignore\npublic enum A {}", []),
        ("/// It is.\n\npublic struct A {}",                  ["3: A has no ///"]),
        ("// Plain.\npackage enum A {}",                      ["2: A has no ///"]),
        ("struct A {}",                                       []),
        ("public extension A {}",                             []),
        ("    package func run() {}",                         ["1: run has no ///"]),
        ("    public init(a: Int) {}",                        ["1: init has no ///"]),
        ("    public init(rawValue: Int) {}",                 []),
        ("    public init(stringLiteral text: String) {}",    []),
        ("    public static func < (a: A, b: A) -> Bool {",   []),
        ("    func run() {}",                                 []),
        ("    public init(a: Int) {\n        self.a = a\n    }", []),
        ("    public init(\n        a: Int\n    ) {\n        self.a = a\n    }", []),
        ("    public init(a: Int) {\n        self.a = a + 1\n    }", ["1: init has no ///"]),
    ])
    func `a visible declaration without documentation is found`(source: String, expected: [String]) {
        #expect(DocumentationRule.violations(in: CodeText(source)) == expected)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("A",        "struct A {}",                         []),
        ("A",        "struct A {}\nenum B {}",              []),
        ("B",        "struct A {}",                         ["B.swift does not declare B"]),
        ("B",        "private struct B {}",                 ["B.swift does not declare B"]),
        ("B",        "struct A {\n    enum B {}\n}",        ["B.swift does not declare B"]),
        ("Subject",  "struct A {}\nenum B {}",              []),
        ("A+Text",   "extension A {}",                      []),
        ("A+Text",   "extension B {}",                      ["A+Text.swift does not extend A"]),
        ("A+Text",   "extension B {}\nextension A {}",      []),
        ("A+Text",   "extension [A] {}",                    []),
        ("Utils",    "",                                    ["Utils.swift: Utils says nothing"]),
        ("DNSUtils", "enum DNSUtils {}",                    ["DNSUtils.swift: Utils says nothing"]),
        ("main",     "print(1)",                            []),
    ])
    func `a file with a wrong name is found`(file: String, source: String, expected: [String]) {
        let code = CodeText(source)
        #expect(FileNameRule.violations(in: code, file: file, types: ["A", "B"]) == expected)
    }

    @Test func `a committed private key is found, the bare header is not`() {
        let body = String(repeating: "QUJD", count: 16)
        let header = { (kind: String) in "-----BEGIN \(kind)" + "PRIVATE KEY-----" }
        let found = { PrivateKeyRule.violations(in: $0, path: "a.pem").count }
        #expect(found("\(header(""))\n\(body)\n") == 1)
        #expect(found("text\n  \(header("EC "))\r\n  \(body)\r\n") == 1)
        #expect(found("\"\(header("RSA "))\"\n\"\(body)\"\n") == 1)
        #expect(found("\(header(""))\nnot a key\n") == 0)
        #expect(found("-----BEGIN CERTIFICATE-----\n\(body)\n") == 0)
        #expect(PrivateKeyRule.violations(in: "", path: "certs/lab.key") == ["a key file"])
    }

    @Test func `folders that are too full, too deep or without a counterpart are found`() {
        let many = (1...26).map { "Sources/A/B/F\($0).swift" }
        #expect(FolderRule.violations(in: many) == ["Sources/A/B holds 26 files"])
        #expect(
            FolderRule.violations(in: ["Sources/A/B/C/F.swift", "Sources/A/B/C/D/F.swift"])
                == ["Sources/A/B/C/D is too deep"])
        let tests = [
            "Tests/ATests/B/F.swift", "Tests/ATests/Support/F.swift", "Tests/ATests/X/F.swift",
            "Tests/CommandLineTests/Check/F.swift",
        ]
        let sources = ["Sources/A/B/F.swift", "Sources/OriginCheck/Check/F.swift"]
        #expect(
            FolderRule.violations(in: tests + sources)
                == ["Tests/ATests/X mirrors no folder of A"])
    }

    // swift-format-ignore
    @Test(arguments: [
        (String(repeating: "word ", count: 20) + "word",             ["1: 104 columns"]),
        (String(repeating: "word ", count: 20),                      []),
        ("| " + String(repeating: "cell ", count: 30),               []),
        ("```\n" + String(repeating: "code ", count: 30) + "\n```", []),
        ("    " + String(repeating: "code ", count: 30),             []),
        ("<https://example.com/" + String(repeating: "a", count: 99) + ">", []),
        ("- " + String(repeating: "a", count: 120),                  []),
    ])
    func `a long line of a page is found`(text: String, expected: [String]) {
        #expect(PageRule.violations(in: text) == expected)
    }
}
