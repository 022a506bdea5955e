internal import DataFormats
public import EdgePolicy
public import OriginFacts

/// The result of `cert check` for the certificate files of a server.
public struct CertificateReport: Sendable {
    public var facts: CertificateFileFacts
    public var chainView: ChainView
    public var assessment: FileAssessment
    public var time: UnixTime
    /// The list of roots on which the verdicts are based.
    public var trust: TrustFacts
    /// The options that a command about the same files needs.
    public var options: FileOptions
    /// The exit status of the run.
    public var exitStatus: Int32

    /// Creates a report from an existing assessment.
    package init(
        _ facts: CertificateFileFacts, chainView: ChainView, assessment: FileAssessment,
        time: UnixTime, trust: TrustFacts, options: FileOptions, exitStatus: Int32
    ) {
        self.facts = facts
        self.chainView = chainView
        self.assessment = assessment
        self.time = time
        self.trust = trust
        self.options = options
        self.exitStatus = exitStatus
    }

    /// Returns the report for people; no line is wider than the style allows.
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

/// Advice about certificate files: text, a command to paste, configuration.
public struct FileAdvice: Hashable, Sendable {
    public var text: TerminalText
    /// The command that applies the advice; nil if no command does.
    public var command: TerminalText?
    public var snippets: [Snippet]

    init(_ text: TerminalText, command: TerminalText? = nil, snippets: [Snippet] = []) {
        self.text = text
        self.command = command
        self.snippets = snippets
    }

    /// Whether both have the same command, so that showing it once is enough.
    func hasCommand(of other: FileAdvice) -> Bool {
        command != nil && command == other.command
    }

    /// Whether the other advice includes this one: it is equal, or this one only introduces the
    /// same command.
    func isSaid(by other: FileAdvice) -> Bool {
        self == other || (hasCommand(of: other) && text.text.hasSuffix(":"))
    }

    /// The members `text`, `command` and `snippets`.
    var json: JSONValue {
        let head: JSONValue = ["text": .string(text.text), "command": .of(command?.text)]
        guard let snippets = Advice(text, snippets: snippets).json["snippets"] else { return head }
        return head.adding(["snippets": snippets])
    }
}

/// The options of a command line that treats the same certificate files in the same way.
public struct FileOptions: Hashable, Sendable {
    /// The options `--trust` and `--add-ca`, which `cert fix` also needs.
    public var trust: [String]
    /// The option `--password-file`.
    public var password: [String]
    /// The option `--key FILE`.
    public var key: [String]
    /// The options `--mode`, `--at`, `--expires-in` and similar.
    public var judgement: [String]
    /// The option `--served` and the options for its connections.
    public var served: [String]

    /// Returns the file name as an argument that cannot be mistaken for an option. Standard input
    /// or a pipe cannot be read again, so it is replaced by a placeholder.
    public static func word(for file: String) -> String {
        if file == "-" || file == "/dev/stdin" || file.hasPrefix("/dev/fd/") { return "FILE" }
        return file.hasPrefix("-") ? "./" + file : file
    }

    /// Creates an empty set of options.
    package init() {
        trust = []
        password = []
        key = []
        judgement = []
        served = []
    }
}
