public import OriginFacts

/// What `cert show` says.
public struct LadderReport: Sendable {
    /// What was read: file names.
    public var title: String
    public var ladder: CertificateLadder
    /// "Days left" counts from here.
    public var time: UnixTime

    /// A report on one chain.
    public init(_ title: String, ladder: CertificateLadder, at time: UnixTime) {
        self.title = title
        self.ladder = ladder
        self.time = time
    }

    /// For people; no line is wider than the style allows.
    public func text(_ style: TextStyle) -> String {
        var canvas = TextCanvas(style: style)
        canvas.paragraph(StyledText("\(title)", .strong))
        canvas.blank()
        canvas.ladder(ladder, at: time)
        return canvas.trimmedText
    }

    /// The document `fullstrict.ladder/1`.
    public var document: String {
        let head: JSONValue = [
            "schema": "fullstrict.ladder/1", "file": .string(title), "judged_at": time.json,
        ]
        return JSONWriter.text(head.adding(ladder.json), layout: .pretty)
    }
}
