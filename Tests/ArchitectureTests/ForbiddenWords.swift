/// Words that must not occur in the sources.
enum ForbiddenWords {
    private static let leftOpen = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    private static let crashes = ["try!", "as!", "fatalError("]
    /// Ways to stop the program at a broken invariant, forbidden only in targets that read
    /// untrusted bytes.
    private static let broken = ["precondition(", "preconditionFailure(", "assert("]
    private static let readsStrangers: Set<String> = [
        "OriginProbe", "TLSEngine", "ChainVerification",
    ]

    /// Returns markers of unfinished work (in comments too) and ways to crash (in code only).
    static func violations(in code: CodeText, of target: String) -> [String] {
        let traps = readsStrangers.contains(target) ? crashes + broken : crashes
        return zip(code.lines, code.writtenLines).enumerated().flatMap { index, pair in
            let open = leftOpen.filter { contains(pair.1, word: $0) }
            let trapped = traps.filter { contains(pair.0, word: $0) }
            return (open + trapped).map { "\(index + 1): \($0)" }
        }
    }

    /// Whether the line contains the word on its own: no letter or digit directly before it or, for
    /// a plain word, after it.
    private static func contains(_ line: String, word: String) -> Bool {
        line.ranges(of: word).contains { range in
            let before = line[..<range.lowerBound].last
            let after = line[range.upperBound...].first
            let ends = !(word.last?.isLetter ?? false) || !isWordCharacter(after)
            return !isWordCharacter(before) && ends
        }
    }

    private static func isWordCharacter(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
    }
}
