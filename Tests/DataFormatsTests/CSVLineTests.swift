import Testing

@testable import DataFormats

@Suite struct CSVLineTests {
    // swift-format-ignore
    @Test(arguments: [
        ("a,b,c",                 ["a", "b", "c"]),
        (" a ,\tb\r",             ["a", "b"]),
        ("",                      [""]),
        (",",                     ["", ""]),
        ("\"a,b\",c",             ["a,b", "c"]),
        ("\" a \" , \"b\"",       [" a ", "b"]),
        ("\"say \"\"hi\"\"\"",    ["say \"hi\""]),
        ("\"\",\"\"",             ["", ""]),
        ("a\"b,c",                ["a\"b", "c"]),
    ])
    func `fields are split at commas outside quotation marks`(line: String, fields: [String]) {
        #expect(CSVLine.fields(Array(line.utf8)[...]) == fields)
    }

    @Test(arguments: ["\"a", "\"a\"b", "\"a\" b,c", "a,\"", "\"\"\""])
    func `a quotation mark out of place is refused`(line: String) {
        #expect(CSVLine.fields(Array(line.utf8)[...]) == nil)
    }
}
