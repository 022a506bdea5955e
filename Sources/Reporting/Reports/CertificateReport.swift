internal import DataFormats
public import EdgePolicy
public import OriginFacts

/// What `cert check` found out about the certificate files of a server.
public struct CertificateReport: Sendable {
    public var facts: CertificateFileFacts
    public var ladder: ChainView
    public var assessment: FileAssessment
    public var time: UnixTime
    /// The list of roots the verdicts rest on.
    public var trust: TrustFacts
    /// Options that a command about the same files needs.
    public var options: FileOptions
    /// The status the run ends with.
    public var exitStatus: Int32

    /// A report; everything is judged already.
    package init(
        _ facts: CertificateFileFacts, ladder: ChainView, assessment: FileAssessment,
        time: UnixTime, trust: TrustFacts, options: FileOptions, exitStatus: Int32
    ) {
        self.facts = facts
        self.ladder = ladder
        self.assessment = assessment
        self.time = time
        self.trust = trust
        self.options = options
        self.exitStatus = exitStatus
    }

    /// For people; no line is wider than the style allows.
    public func text(
        _ style: TextStyle, detail: TextReport.Detail = .normal, redaction: Redaction? = nil
    ) -> String {
        var page = CertificatePage(self, style: style, detail: detail, redaction: redaction)
        switch detail {
        case .quiet: page.addLine()
        case .normal, .verbose: page.addAll()
        }
        return page.canvas.trimmedText
    }
}

/// What to do about certificate files: words, a command to paste, configuration.
public struct FileAdvice: Hashable, Sendable {
    public var text: TerminalText
    /// Nil where no command does it.
    public var command: TerminalText?
    public var snippets: [Snippet]

    init(_ text: TerminalText, command: TerminalText? = nil, snippets: [Snippet] = []) {
        self.text = text
        self.command = command
        self.snippets = snippets
    }

    /// Whether the other has the same command; one is enough.
    func hasCommand(of other: FileAdvice) -> Bool {
        command != nil && command == other.command
    }

    /// Whether the other says all of it: the same, or what only leads to the same command.
    func isSaid(by other: FileAdvice) -> Bool {
        self == other || (hasCommand(of: other) && text.text.hasSuffix(":"))
    }

    /// `text`, `command` and `snippets`.
    var json: JSONValue {
        let head: JSONValue = ["text": .string(text.text), "command": .of(command?.text)]
        guard let snippets = Advice(text, snippets: snippets).json["snippets"] else { return head }
        return head.adding(["snippets": snippets])
    }
}

/// The words of a command line that speaks of the same certificate files in the same way.
public struct FileOptions: Hashable, Sendable {
    /// `--trust`, `--add-ca`: what `cert fix` needs too.
    public var trust: [String]
    /// `--password-file`.
    public var password: [String]
    /// `--key FILE`.
    public var key: [String]
    /// `--mode`, `--at`, `--expires-in` and the like.
    public var judgement: [String]
    /// `--served` and where it leads.
    public var served: [String]

    /// A file as an argument: never taken for an option. What came from standard input or a pipe
    /// cannot be read again, so a word stands for it.
    public static func word(for file: String) -> String {
        if file == "-" || file == "/dev/stdin" || file.hasPrefix("/dev/fd/") { return "FILE" }
        return file.hasPrefix("-") ? "./" + file : file
    }

    /// No options at all.
    package init() {
        trust = []
        password = []
        key = []
        judgement = []
        served = []
    }
}
