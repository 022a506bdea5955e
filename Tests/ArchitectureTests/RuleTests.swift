import Testing

/// Each rule of the house is able to fail.
@Suite struct RuleTests {
    // swift-format-ignore
    @Test(arguments: [
        ("OriginFacts", "import Foundation",                                  ["imports Foundation"]),
        ("OriginFacts", "public import Glibc",                                ["imports Glibc"]),
        ("OriginFacts", "/// import Foundation\nlet x = \"import Glibc\"",    []),
        ("EdgePolicy",  "public import OriginFacts",                          []),
        ("EdgePolicy",  "internal import struct Foundation.URL",              ["imports Foundation"]),
        ("DataFormats", "import OriginFacts",                                 ["imports OriginFacts"]),
        ("Reporting",   "internal import FoundationEssentials",               ["imports FoundationEssentials"]),
        ("Reporting",   "internal import DataFormats",                        []),
        ("Reporting",   "@testable import TLSEngine",                         ["imports TLSEngine"]),
        ("OriginProbe", "internal import COpenSSL",                           ["imports COpenSSL"]),
        ("OriginProbe", "internal import CAres; internal import CIDN2",       []),
        ("TLSEngine",   "internal import CAres; internal import COpenSSL",    ["imports CAres"]),
        ("OriginLab",   "#if canImport(Foundation)\n    import Foundation\n#endif", ["imports Foundation"]),
        ("fullstrict",  "@preconcurrency internal import Foundation",         ["imports Foundation"]),
        ("Newcomer",    "",                                                   ["target Newcomer has no row"]),
    ])
    func `an import outside the table is found`(target: String, source: String, expected: [String]) {
        #expect(ImportRule.violations(in: CodeText(source), of: target) == expected)
    }

    @Test func `only OpenSSL's targets and the prober reach the C libraries`() {
        let openers = { (module: String) in
            ImportRule.allowed.filter { $0.value.contains(module) }.keys.sorted()
        }
        #expect(
            openers("COpenSSL") == [
                "CertificateForge", "ChainVerification", "OpenSSLSupport", "TLSEngine",
            ])
        #expect(openers("CAres") == ["OriginProbe"])
        #expect(openers("CIDN2") == ["OriginProbe"])
        #expect(openers("Foundation") == [])
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
}
