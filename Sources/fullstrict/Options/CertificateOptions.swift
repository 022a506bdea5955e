internal import ArgumentParser
internal import CertificateForge
internal import OriginFacts
internal import OriginProbe
internal import Reporting

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

    var passwords: PasswordSource {
        PasswordSource(path: passwordFile)
    }

    func validate() throws {
        let fromInput = files + [passwordFile].compactMap(\.self)
        if fromInput.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input (-) can be read for one thing only")
        }
    }

    var time: UnixTime {
        at ?? Clock.now()
    }

    var title: String {
        files.joined(separator: " ")
    }
}

/// `--key-type`: the kinds Origin CA signs
/// (developers.cloudflare.com/ssl/origin-configuration/origin-ca).
enum NewKeyType: String, ExpressibleByArgument, CaseIterable {
    case ec256
    case rsa2048

    var kind: KeyKind {
        switch self {
        case .ec256: .p256
        case .rsa2048: .rsa(bits: 2_048)
        }
    }
}

/// A host as the value of an option: a name, or an IP address in brackets or not.
enum HostOption {
    /// The host, or a usage error that says what is wrong with it.
    static func read(_ text: String, _ option: String) throws(CommandFailure) -> HostName {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        guard !text.isEmpty else {
            throw CommandFailure(
                .usage, "\(option) is empty",
                hint: "expected one host: www.example.com, or an IP address")
        }
        do throws(TargetError) {
            return try HostReader.read(isBracketed ? text.dropFirst().dropLast() : text[...])
        } catch {
            throw CommandFailure(
                .usage, "\(option): " + TerminalText(untrusted: "\(error)").text,
                hint: "expected one host: www.example.com, or an IP address")
        }
    }
}
