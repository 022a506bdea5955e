internal import ArgumentParser

/// `fullstrict cert …`: certificates in files, before and after they are installed.
struct CertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cert",
        abstract: "Is this certificate right, and will Full (strict) accept it?",
        subcommands: [
            CertCheckCommand.self, CertShowCommand.self, CertFixCommand.self, CertNewCommand.self,
            CertVerifyCommand.self,
        ])
}
