public import ArgumentParser
public import OriginCheck

/// What the commands about certificate files have in common.
struct CertificateOptions: ParsableArguments {
    @Argument(help: "Files in PEM, DER, PKCS#7 or PKCS#12.")
    var files: [String]

    @OptionGroup var roots: RootOptions

    @Option(
        help: ArgumentHelp(
            "The first line of this file opens an encrypted key or PKCS#12 file.",
            valueName: "file"))
    var passwordFile: String?

    @Option(
        help: ArgumentHelp(
            "Judge at this time: 2027-03-01, RFC 3339 or epoch seconds.", valueName: "time"))
    var at: UnixTime?

    func validate() throws {
        let fromInput = files + [passwordFile].compactMap(\.self)
        if fromInput.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be read for one thing only")
        }
    }

    var settings: CertificateFileSettings {
        CertificateFileSettings(
            files: files, trust: roots.settings,
            passwords: PasswordSource(fileOrTerminal: passwordFile), time: at)
    }
}

extension CertificateRequest.KeyType: ExpressibleByArgument {}
