/// A wrapper that breaks styled text into lines of a given width, at spaces if possible.
struct TextWrapper {
    /// The width of the first line in columns; `width` applies to the other lines.
    let firstWidth: Int
    let width: Int
    /// Whether a word wider than a line is cut; otherwise its line is as wide as the word.
    var cutsWords = true

    private struct Cell {
        let character: Character
        let tone: TextRole
        let width: Int
    }

    private struct Word {
        var spaceBefore = 0
        var cells: [Cell] = []

        var width: Int {
            cells.reduce(0) { $0 + $1.width }
        }
    }

    /// Returns at least one line. No line exceeds its width, except for a single character that is
    /// wider, or a word that must not be cut.
    func lines(_ text: StyledText) -> [StyledText] {
        var lines: [[Cell]] = [[]]
        var used = 0
        for word in words(text) {
            let room = lines.count == 1 ? firstWidth : width
            let gap = used == 0 && lines.count > 1 ? 0 : word.spaceBefore
            if used + gap + word.width <= room {
                lines[lines.count - 1] += spaces(gap) + word.cells
                used += gap + word.width
            } else {
                used = place(word, after: used, on: &lines)
            }
        }
        return lines.map(joined)
    }

    /// Puts a word that does not fit on the next line. A word wider than a line is cut into pieces
    /// if that is allowed.
    private func place(_ word: Word, after used: Int, on lines: inout [[Cell]]) -> Int {
        if used > 0 { lines.append([]) }
        var taken = 0
        for cell in word.cells {
            let room = lines.count == 1 ? firstWidth : width
            if cutsWords, taken > 0, taken + cell.width > room {
                lines.append([])
                taken = 0
            }
            lines[lines.count - 1].append(cell)
            taken += cell.width
        }
        return taken
    }

    private func words(_ text: StyledText) -> [Word] {
        var words: [Word] = []
        var word = Word()
        for span in text.spans {
            for character in span.text.text {
                if character == " " {
                    if !word.cells.isEmpty {
                        words.append(word)
                        word = Word()
                    }
                    word.spaceBefore += 1
                } else {
                    let width = DisplayWidth.of(String(character))
                    word.cells.append(Cell(character: character, tone: span.tone, width: width))
                }
            }
        }
        if !word.cells.isEmpty { words.append(word) }
        return words
    }

    private func spaces(_ count: Int) -> [Cell] {
        Array(repeating: Cell(character: " ", tone: .plain, width: 1), count: count)
    }

    private func joined(_ cells: [Cell]) -> StyledText {
        var line = StyledText("")
        for cell in cells {
            if line.spans[line.spans.count - 1].tone == cell.tone {
                let last = line.spans[line.spans.count - 1].text.text
                line.spans[line.spans.count - 1].text = TerminalText(
                    trusted: last + String(cell.character))
            } else {
                line.spans.append(
                    StyledText.Span(
                        text: TerminalText(trusted: String(cell.character)), tone: cell.tone))
            }
        }
        return line
    }
}

/// A shell command divided into pieces that each stay on one line: a single argument, or an option
/// with its value if both fit. Quoted spaces do not separate arguments.
struct ShellWrapping {
    /// The pieces in order; joined with single spaces they form the command.
    let list: [String]

    /// A placeholder for a space at which a line must not break. Shown text never contains this
    /// character because it is escaped there.
    private static let glue = "\u{A0}"

    /// Divides a command into pieces. An option and its value form one piece only if it has at most
    /// `width` columns.
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

    /// Returns the pieces as one text whose only spaces are between the pieces.
    static func glued(_ pieces: [String]) -> String {
        pieces.map { $0.replacing(" ", with: glue) }.joined(separator: " ")
    }

    /// Returns the text with its spaces restored.
    static func loosened(_ text: String) -> String {
        text.replacing(glue, with: " ")
    }

    /// Returns the arguments as written, including quotes.
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
