/// The `explain` text for one code or finding: its meaning, its causes (most likely first), how to
/// prove and fix it, and the sources.
public struct Explanation: Hashable, Sendable {
    /// The code or the id of the finding: `526`, `loop`, `chain.incomplete`.
    public let id: String
    public let title: String
    public let means: String
    /// The causes in order of likelihood.
    public let causes: [String]
    public let proof: [String]
    public let fixes: [String]
    /// The sources: paths under developers.cloudflare.com, or the name of another public source.
    public let sources: [String]

    /// Creates an explanation; each list is a text with one item per line.
    init(
        _ id: String, _ title: String, means: String, causes: String, proof: String,
        fixes: String, sources: String
    ) {
        self.id = id
        self.title = title
        self.means = means
        self.causes = Explanation.items(causes)
        self.proof = Explanation.items(proof)
        self.fixes = Explanation.items(fixes)
        self.sources = Explanation.items(sources)
    }

    private static func items(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    /// All explanations: codes first, then findings by subject.
    public static let all: [Explanation] =
        codes + names + reach + handshakes + clientCertificates + serverName + chains + certificates
        + revocation + remarks + chainRules + files + served + http + redirects + content
        + renewal
        + edge

    /// Returns the explanation of a code or finding. Case, surrounding spaces and a leading "error"
    /// are ignored; `530`, `1016`, `1002` or `522` also find an entry that combines several codes.
    public static func find(_ subject: String) -> Explanation? {
        let wanted = normal(subject)
        return all.first { $0.id == wanted } ?? all.first { aliases[wanted] == $0.id }
    }

    /// Every id with its title, one per line.
    public static var index: String {
        let width = all.map(\.id.utf8.count).max() ?? 0
        return all.map { explanation in
            let pad = String(repeating: " ", count: width - explanation.id.utf8.count + 2)
            return explanation.id + pad + explanation.title + "\n"
        }.joined()
    }

    /// The full text, wrapped at 80 columns and ending with a newline.
    public var text: String {
        var canvas = TextCanvas(style: TextStyle())
        canvas.paragraph(
            StyledText(TerminalText(trusted: "\(id): \(title)"), .strong), indent: 0)
        canvas.blank()
        canvas.paragraph(StyledText(TerminalText(trusted: means)), indent: 2)
        for (heading, lines) in sections where !lines.isEmpty {
            canvas.blank()
            canvas.paragraph(StyledText(heading), indent: 0)
            for line in lines {
                canvas.paragraph(
                    StyledText(TerminalText(trusted: line)), label: StyledText("- "), hang: 2)
            }
        }
        return canvas.text
    }

    private var sections: [(TerminalText, [String])] {
        [
            ("Why it happens, likeliest first", causes), ("How to prove it", proof),
            ("How to fix it", fixes),
            ("Sources (paths are under developers.cloudflare.com)", sources),
        ]
    }

    private static func normal(_ subject: String) -> String {
        let words = subject.prefix(64).lowercased().split { $0 == " " || $0 == "\t" }
        let rest = words.first == "error" ? words.dropFirst() : words[...]
        return rest.joined(separator: " ")
    }

    private static let aliases: [String: String] = [
        "530": "530/1016", "1016": "530/1016", "1002": "1000", "522 or 525": "522-or-525",
        "err_too_many_redirects": "loop", "redirect loop": "loop",
    ]
}
