/// Where passwords of encrypted keys come from: a file, or a person. Never the command line, which everybody
/// on the machine could read.
public struct PasswordSource: Sendable {
    /// A file whose first line is the password; `-` is standard input.
    public var path: String?
    /// Asks a person for the password of the named file; nil, or an answer of nil, when nobody can be asked.
    public var ask: (@Sendable (_ file: String) throws(OriginCheckError) -> String?)?

    public init(
        path: String? = nil,
        ask: (@Sendable (_ file: String) throws(OriginCheckError) -> String?)? = nil
    ) {
        self.path = path
        self.ask = ask
    }

    /// The password of `file`; nil when there is none to be had.
    func text(for file: String) throws(OriginCheckError) -> String? {
        guard let path else { return try ask?(file) }
        let bytes = try InputFile.readOrInput(path, limit: 4_096, what: "password file")
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
    }

    /// The hint of an error about a password.
    var hint: String {
        path == nil
            ? "name a file that holds its password: --password-file FILE"
            : "the first line of the password file is taken for the password"
    }
}
