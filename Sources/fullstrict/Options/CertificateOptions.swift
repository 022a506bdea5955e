public import ArgumentParser
public import OriginCheck

/// Options that all certificate file commands share.
struct CertificateOptions: ParsableArguments {
    @Argument(help: "Files in PEM, DER, PKCS#7 or PKCS#12.")
    var files: [String]

    @OptionGroup var roots: RootOptions

    @Option(
        help: ArgumentHelp(
            "A file whose first line is the password of the key or PKCS#12 file.",
            valueName: "file"))
    var passwordFile: String?

    @Option(
        help: ArgumentHelp(
            "Judge at this time: 2027-03-01, RFC 3339 or epoch seconds.", valueName: "time"))
    var at: UnixTime?

    func validate() throws {
        let fromInput = files + [passwordFile].compactMap(\.self)
        if fromInput.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be used only once")
        }
    }

    var settings: CertificateFileSettings {
        CertificateFileSettings(
            files: files, trust: roots.settings,
            passwords: PasswordSource(fileOrTerminal: passwordFile), time: at)
    }
}

extension CertificateRequest.KeyType: ExpressibleByArgument {}
