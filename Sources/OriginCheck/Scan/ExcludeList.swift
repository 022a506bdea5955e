internal import BatchScan
internal import OriginProbe

/// The hosts, `*.example.com`, addresses and address blocks that must not be contacted.
struct ExcludeList: Sendable {
    private var hosts: Set<String> = []
    private var domains: Set<String> = []
    private var addresses: Set<IPAddress> = []
    private var blocks: [IPPrefix] = []

    private static let sizeLimit = 64 << 20

    /// Creates a list that excludes nothing.
    init() {}

    /// Reads a file with one entry per line.
    init(file: String) throws(OriginCheckError) {
        let bytes = try InputFile.read(file, limit: Self.sizeLimit, what: "exclude file")
        var reader = ListReader()
        var lines = reader.read(bytes[...])
        if let last = reader.finish() { lines.append(last) }
        for line in lines {
            guard case .word(let word) = line.content, add(word) else {
                throw OriginCheckError(
                    .damagedData,
                    "\(file):\(line.number): neither a host nor an address: "
                        + TerminalText(untrusted: line.text).text)
            }
        }
    }

    private mutating func add(_ word: String) -> Bool {
        if let block = IPPrefix(word) {
            blocks.append(block)
        } else if let address = IPAddress(word) {
            addresses.insert(address)
        } else if word.hasPrefix("*."), let host = try? HostReader.read(word.dropFirst(2)) {
            domains.insert(host.ascii)
        } else if let host = try? HostReader.read(word[...]) {
            hosts.insert(host.ascii)
        } else {
            return false
        }
        return true
    }

    /// Whether the target's name, or an address given for it, is excluded.
    func contains(_ target: Target) -> Bool {
        if case .given(let addresses) = target.addressing, contains(addresses) { return true }
        return contains(name: target.host.ascii)
    }

    /// Whether one of the addresses is excluded.
    func contains(_ asked: some Sequence<IPAddress>) -> Bool {
        asked.contains { address in
            [address, address.unmapped].contains { address in
                addresses.contains(address) || blocks.contains { $0.contains(address) }
            }
        }
    }

    private func contains(name: String) -> Bool {
        if hosts.contains(name) { return true }
        guard !domains.isEmpty else { return false }
        var rest = name[...]
        while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            if domains.contains(String(rest)) { return true }
        }
        return false
    }
}
