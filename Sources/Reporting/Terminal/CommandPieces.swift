/// A shell command in pieces that stay on one line each: single arguments, and an option with its value where
/// both fit on a line. Quoted spaces separate nothing.
struct CommandPieces {
    /// In order; joined with single spaces they are the command.
    let list: [String]

    /// Stands for a space that is no place to break at. No text that is shown holds it: it is escaped there.
    private static let glue = "\u{A0}"

    /// The pieces of a command, each an option with its value only where that has at most `width` columns.
    init(of command: String, atMost width: Int) {
        var pieces: [String] = []
        var isOption = false
        for word in Self.words(command) {
            let begins = word.hasPrefix("-")
            let pair = (pieces.last ?? "") + " " + word
            if isOption, !begins, DisplayWidth.of(pair) <= width {
                pieces[pieces.count - 1] = pair
                isOption = false
            } else {
                pieces.append(word)
                isOption = begins
            }
        }
        list = pieces
    }

    /// The pieces as one text whose only spaces are those between pieces.
    static func glued(_ pieces: [String]) -> String {
        pieces.map { $0.replacing(" ", with: glue) }.joined(separator: " ")
    }

    /// The text with its spaces again.
    static func loosened(_ text: String) -> String {
        text.replacing(glue, with: " ")
    }

    /// The arguments as they are written, quotes and all.
    private static func words(_ command: String) -> [String] {
        var (words, word) = ([String](), "")
        var (isQuoted, isEscaped) = (false, false)
        for character in command {
            if character == " ", !isQuoted, !isEscaped {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if character == "'", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && !isQuoted && !isEscaped
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
