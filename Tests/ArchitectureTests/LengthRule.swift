/// The maximum lengths of files and functions.
enum LengthRule {
    static let linesOfFile = 400
    static let linesOfFunction = 50

    /// Functions that consist of a table and may be longer than others, as `path name`.
    static let tables: Set<String> = [
        "Sources/ChainVerification/Paths/VerifyErrorTable.swift defect"
    ]

    /// A function, initialiser, subscript or computed property, with its first and last line.
    struct Body: Equatable {
        let name: String
        let line: Int
        let length: Int
    }

    static func violations(in code: CodeText, path: String) -> [String] {
        let tooLong = bodies(in: code).filter { $0.length > linesOfFunction }
        let functions = tooLong.filter { !tables.contains("\(path) \($0.name)") }.map {
            "\($0.line): \($0.name) has \($0.length) lines"
        }
        return code.lines.count > linesOfFile
            ? functions + ["the file has \(code.lines.count) lines"] : functions
    }

    /// Returns the bodies in the file. The lines of a nested function also count for the function
    /// around it.
    static func bodies(in code: CodeText) -> [Body] {
        code.declarations.compactMap { declaration in
            guard ["func", "init", "deinit", "subscript", "var"].contains(declaration.keyword),
                let last = lastLine(of: declaration, in: code)
            else { return nil }
            return Body(
                name: declaration.name, line: declaration.line,
                length: last - declaration.line + 1)
        }
    }

    /// The line of the closing brace; nil for a protocol requirement or a stored property.
    private static func lastLine(of declaration: Declaration, in code: CodeText) -> Int? {
        var brackets = 0
        var braces = 0
        for number in declaration.line...code.lines.count {
            if number > declaration.line, braces == 0, brackets == 0,
                beginsSomethingElse(code.lines[number - 1])
            {
                return nil
            }
            for byte in code.lines[number - 1].utf8 {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): brackets += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): brackets -= 1
                case UInt8(ascii: "=") where declaration.keyword == "var" && braces + brackets == 0:
                    return nil
                case UInt8(ascii: "{") where braces > 0 || brackets == 0: braces += 1
                case UInt8(ascii: "}") where braces > 0:
                    braces -= 1
                    if braces == 0 { return number }
                case UInt8(ascii: "}") where brackets == 0: return nil
                default: break
                }
            }
        }
        return nil
    }

    /// Whether a line after a signature without a body so far belongs to the next member.
    private static func beginsSomethingElse(_ line: String) -> Bool {
        let first = line.split(separator: " ").first ?? ""
        return first.isEmpty
            || !(["where", "{", "->", "throws", "async", ")"].contains(first)
                || first.hasPrefix(")") || first.hasPrefix("throws("))
    }
}
