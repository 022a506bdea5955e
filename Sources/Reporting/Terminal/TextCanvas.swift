internal import DataFormats

/// The lines of a text report, which are wrapped, indented, redacted and coloured here. All printed
/// text passes through this type, which limits the width of its lines.
struct TextCanvas {
    let style: TextStyle
    let redaction: Redaction?
    private var lines: [String] = []

    init(style: TextStyle, redaction: Redaction? = nil) {
        self.style = style
        self.redaction = redaction
    }

    /// The complete text, ending with a newline.
    var text: String {
        lines.map { $0 + "\n" }.joined()
    }

    /// The complete text without an empty line at its end.
    var trimmedText: String {
        let kept = lines.last == "" ? lines.dropLast() : lines[...]
        return kept.map { $0 + "\n" }.joined()
    }

    mutating func blank() {
        if let last = lines.last, !last.isEmpty { lines.append("") }
    }

    /// Adds a wrapped paragraph. Its first line begins with `label`, and the other lines are
    /// indented by `hang`. If `aligned` is true, the text of the first line is also indented by
    /// `hang`.
    mutating func paragraph(
        _ text: StyledText, indent: Int = 2, label: StyledText? = nil, hang: Int = 0,
        aligned: Bool = false
    ) {
        let shown = prepared(text)
        let head = label.map(prepared) ?? StyledText("")
        let start = indent + (aligned ? max(hang, head.width + 1) : head.width)
        if start + 10 > style.width, let label {
            return paragraph(label + text, indent: indent, hang: hang)
        }
        let lead = String(repeating: " ", count: start - indent - head.width)
        let rest = indent + hang
        let wrapped = TextWrapper(
            firstWidth: max(10, style.width - start), width: max(10, style.width - rest)
        ).lines(shown)
        for (index, line) in wrapped.enumerated() {
            let left = String(repeating: " ", count: index == 0 ? indent : rest)
            let body = index == 0 ? head + TerminalText(trusted: lead) + line : line
            lines.append(left + ansi(body))
        }
    }

    /// Adds a shell command, broken between arguments with a backslash so that it can be pasted. An
    /// argument is never broken, even if its line becomes wider than the style allows.
    mutating func command(
        _ command: TerminalText, indent: Int, label: StyledText = StyledText(""), hang: Int = 0
    ) {
        let shown = prepared(StyledText(command))
        let room = max(10, style.width - indent - hang)
        let fits = shown.width <= room
        let pieces = ShellWrapping(of: shown.plainText, atMost: room - 4).list
        let wrapper = TextWrapper(
            firstWidth: fits ? room : room - 2, width: fits ? room : room - 4, cutsWords: false)
        let wrapped = wrapper.lines(
            StyledText(TerminalText(trusted: ShellWrapping.glued(pieces))))
        for (index, line) in wrapped.enumerated() {
            let end: TerminalText = index == wrapped.count - 1 ? "" : " \\"
            let left: StyledText = index == 0 ? label : StyledText("")
            let pad = String(
                repeating: " ", count: max(0, hang - left.width) + (index == 0 ? 0 : 2))
            let margin = String(repeating: " ", count: indent)
            let loose = line.mapped { TerminalText(trusted: ShellWrapping.loosened($0)) }
            lines.append(margin + ansi(left + TerminalText(trusted: pad) + loose + end))
        }
    }

    /// Adds a line of configuration, which is broken only at spaces.
    mutating func configuration(_ line: TerminalText, indent: Int) {
        let width = max(10, style.width - indent)
        let wrapper = TextWrapper(firstWidth: width, width: width, cutsWords: false)
        let margin = String(repeating: " ", count: indent)
        for line in wrapper.lines(prepared(StyledText(line))) { lines.append(margin + ansi(line)) }
    }

    /// Adds rows of aligned cells; each cell wraps inside its column.
    mutating func table(_ table: TextTable, indent: Int = 2) {
        let rows = table.rows.map { $0.map(prepared) }
        let widths = table.widths(rows, in: style.width - indent)
        for (index, row) in rows.enumerated() {
            let cells = zip(row, widths).map { cell, width in
                TextWrapper(firstWidth: width, width: width).lines(cell)
            }
            for line in 0..<(cells.map(\.count).max() ?? 0) {
                var text = StyledText("")
                for (cell, width) in zip(cells, widths) {
                    let part = line < cell.count ? cell[line] : StyledText("")
                    let pad = String(repeating: " ", count: max(0, width - part.width) + 2)
                    text = text + part + TerminalText(trusted: pad)
                }
                if index == 0, table.hasHeader { text = text.toned(.dim) }
                lines.append(String(repeating: " ", count: indent) + ansi(text))
            }
        }
    }

    /// Returns the text redacted, and in ASCII if the style requires it.
    private func prepared(_ text: StyledText) -> StyledText {
        guard redaction != nil || style.symbols == .ascii else { return text }
        return text.mapped { text in
            let redacted = redaction?.apply(text) ?? text
            return style.symbols == .ascii
                ? TerminalText(trusted: TextCanvas.ascii(redacted))
                : TerminalText(trusted: redacted)
        }
    }

    private static func ascii(_ text: String) -> String {
        var ascii = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                ascii.unicodeScalars.append(scalar)
            } else {
                ascii += "\\u{" + UnicodeSafety.hex(scalar.value, width: 4) + "}"
            }
        }
        return ascii
    }

    private func ansi(_ text: StyledText) -> String {
        text.withoutTrailingSpaces.spans.map { span in
            guard style.colour, let parameter = span.tone.parameter, !span.text.isEmpty else {
                return span.text.text
            }
            return "\u{1B}[\(parameter)m\(span.text.text)\u{1B}[0m"
        }.joined()
    }

    /// Adds a single line of any length, cut at the maximum width.
    mutating func line(_ text: StyledText) {
        let wrapper = TextWrapper(firstWidth: style.width - 3, width: style.width)
        let shown = prepared(text)
        let whole = shown.width <= style.width ? shown : wrapper.lines(shown)[0] + "..."
        lines.append(ansi(whole))
    }
}
