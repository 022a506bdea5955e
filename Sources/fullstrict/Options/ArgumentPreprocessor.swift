internal import ArgumentParser

/// Shorthands of the command line, expanded before it is parsed.
enum ArgumentPreprocessor {
    /// Expands shorthands. `fullstrict example.com` means `check example.com`: a first word with a
    /// dot or a colon is a host. `--help-all` shows the options that `--help` omits. `--served`
    /// needs no value.
    static func prepared(_ words: [String]) -> [String] {
        let spelled = words.enumerated().map { index, word in
            switch word {
            case "--help-all": "--help-hidden"
            case "--served" where hasNoValue(words, after: index):
                "--served=\(CertCheckCommand.hostsThemselves)"
            default: word
            }
        }
        guard let first = spelled.first, !first.hasPrefix("-"),
            first.contains(".") || first.contains(":")
        else { return spelled }
        return ["check"] + spelled
    }

    /// Whether the next word, if any, is another option.
    private static func hasNoValue(_ words: [String], after index: Int) -> Bool {
        index + 1 >= words.count || words[index + 1].hasPrefix("-")
    }

    /// Returns the message for a first word that is not a command; nil if it is one.
    static func mistake(in words: [String]) -> String? {
        guard let first = words.first, !first.hasPrefix("-"), !commands.contains(first) else {
            return nil
        }
        let nearest = commands.min { distance(first, $0) < distance(first, $1) }
        guard let nearest, distance(first, nearest) <= 2 else {
            return "unknown command; to check a host: fullstrict check HOST"
        }
        return "unknown command; did you mean: fullstrict \(nearest)"
    }

    private static var commands: [String] {
        let own = RootCommand.configuration
        let grouped = own.groupedSubcommands.flatMap(\.subcommands)
        return (own.subcommands + grouped).map { $0._commandName } + ["help"]
    }

    /// Returns the Levenshtein distance between two words.
    private static func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
