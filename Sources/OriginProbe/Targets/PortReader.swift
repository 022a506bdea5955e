/// Reads a port.
enum PortReader {
    /// 1 to 65535 in plain decimal digits.
    static func read(_ text: some StringProtocol) throws(TargetError) -> UInt16 {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(text),
            port > 0
        else { throw .badPort(String(text)) }
        return port
    }
}
