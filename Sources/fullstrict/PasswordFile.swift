/// `--password-file`: never a password on the command line, where everybody on the machine could read it.
struct PasswordFile {
    let path: String?

    /// The first line of the file; nil when none was named.
    func text() throws(CommandFailure) -> String? {
        guard let path else { return nil }
        let bytes = try InputFile.read(path, limit: 4_096, what: "password file")
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        return String(decoding: line, as: UTF8.self)
    }
}
