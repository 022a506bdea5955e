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

    /// A file as an argument: never taken for an option. What came from standard input or a pipe cannot be
    /// read again, so a word stands for it.
    public static func word(for file: String) -> String {
        if file == "-" || file == "/dev/stdin" || file.hasPrefix("/dev/fd/") { return "FILE" }
        return file.hasPrefix("-") ? "./" + file : file
    }

    /// No options at all.
    public init() {
        trust = []
        password = []
        key = []
        judgement = []
        served = []
    }
}
