/// The document of an input line that is no target: `fullstrict.error/1`. It stands among results in
/// JSON lines, so that no line of a list is lost without a word.
public enum ErrorDocument {
    public static let schema = "fullstrict.error/1"

    /// One line without a newline.
    ///
    /// - Parameters:
    ///   - input: the line as written; it is cut after 4,096 characters.
    ///   - line: its number, counted from 1; nil where it is not known any more.
    ///   - error: what is wrong with it.
    ///   - key: the target's key where one could be made.
    public static func bytes(
        input: String, line: Int?, error: String, key: String? = nil
    ) -> [UInt8] {
        var members: [JSONMember] = []
        if let key { members.append(JSONMember("key", .string(key))) }
        members += [
            JSONMember("schema", .string(schema)),
            JSONMember("input", .string(String(input.prefix(4_096)))),
        ]
        if let line { members.append(JSONMember("line", .of(line))) }
        members.append(JSONMember("error", .string(error)))
        return JSONWriter.bytes(.object(JSONMembers(members)))
    }

    /// The same for people, with its newline.
    public static func line(
        input: String, line: Int?, error: String, style: TextStyle
    ) -> String {
        var canvas = TextCanvas(style: style)
        let place: TerminalText = line.map { "line \($0)" } ?? "input"
        canvas.line(
            StyledText(Mark.unknown.symbol(style.symbols), Mark.unknown.tone) + " "
                + StyledText(place, .strong)
                + ": \(TerminalText(untrusted: error, limit: 200)): \(TerminalText(untrusted: input, limit: 60))"
        )
        return canvas.text
    }
}
