internal import OriginFacts
internal import OriginProbe
internal import Reporting

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
