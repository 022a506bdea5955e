/// The source of passwords for encrypted keys: a file or a person. Passwords are not accepted on
/// the command line, which every user of the machine can read.
public struct PasswordSource: Sendable {
    /// A file whose first line is the password; `-` means standard input.
    public var path: String?
    /// Prompts for a file's password. Is nil, or returns nil, if nobody can be prompted.
    public var ask: (@Sendable (_ file: String) throws(OriginCheckError) -> String?)?

    public init(
        path: String? = nil,
        ask: (@Sendable (_ file: String) throws(OriginCheckError) -> String?)? = nil
    ) {
        self.path = path
        self.ask = ask
    }

    /// Returns the password for `file`; nil if there is none.
    func text(for file: String) throws(OriginCheckError) -> String? {
        guard let path else { return try ask?(file) }
        let bytes = try InputFile.readOrInput(path, limit: 4_096, what: "password file")
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
    }

    /// The hint for an error about a password.
    var hint: String {
        path == nil
            ? "give its password in a file: --password-file FILE"
            : "the first line of the password file is the password"
    }
}
