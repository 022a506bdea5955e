internal import OriginProbe

/// A host given as an argument: a name, or an IP address with or without brackets.
enum HostArgument {
    /// Reads the host. Messages refer to the argument as `option`.
    static func read(_ text: String, _ option: String) throws(OriginCheckError) -> HostName {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        guard !text.isEmpty else {
            throw OriginCheckError(
                .invalidInput, "\(option) is empty",
                hint: "expected one host: www.example.com, or an IP address")
        }
        do throws(TargetError) {
            return try HostReader.read(isBracketed ? text.dropFirst().dropLast() : text[...])
        } catch {
            throw OriginCheckError(
                .invalidInput, "\(option): " + TerminalText(untrusted: "\(error)").text,
                hint: "expected one host: www.example.com, or an IP address")
        }
    }
}
