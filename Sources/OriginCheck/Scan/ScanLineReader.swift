internal import BatchScan
internal import OriginProbe

/// Reads the target from a line of a list.
struct ScanLineReader: Sendable {
    /// The reason a line cannot be read, in words.
    struct Invalid: Error {
        let reason: String
    }

    let targets: TargetReader

    private static let columns: Set<String> = ["host", "address", "port", "http_port", "also_name"]

    func target(_ line: ListLine) throws(Invalid) -> ScanTarget {
        switch line.content {
        case .invalid(let line): throw Invalid(reason: "\(line)")
        case .word(let word): return ScanTarget(target: try read(word), input: nil)
        case .row(let columns):
            return try target(JSONMembers(columns.map { JSONMember($0.name, .string($0.value)) }))
        case .object(let bytes):
            guard case .object(let members)? = try? JSONValue.parsed(bytes) else {
                throw Invalid(reason: "not a JSON object")
            }
            return try target(members)
        }
    }

    private func target(_ members: JSONMembers) throws(Invalid) -> ScanTarget {
        let addresses = try addresses(of: members)
        var host = try Self.texts(members, "host").first ?? ""
        if host.isEmpty, addresses.count == 1 { host = "\(addresses[0])" }
        guard !host.isEmpty else { throw Invalid(reason: "there is no host") }
        var target = try read(host)
        if let port = try port(members, "port") { target.originPorts.https = port }
        if let port = try port(members, "http_port") { target.originPorts.http = port }
        for name in try Self.texts(members, "also_name") {
            do throws(TargetError) {
                target.alsoNames.append(try TargetReader.acceptableName(name))
            } catch {
                throw Invalid(reason: "also_name: \(error)")
            }
        }
        if !addresses.isEmpty { target.addressing = .given(addresses) }
        let rest = members.filter { !Self.columns.contains($0.name) }
        return ScanTarget(
            target: target,
            input: rest.isEmpty ? nil : .object(JSONMembers(rest)))
    }

    private func read(_ word: String) throws(Invalid) -> Target {
        do throws(TargetError) {
            return try targets.read(word)
        } catch {
            throw Invalid(reason: "\(error)")
        }
    }

    private func addresses(of members: JSONMembers) throws(Invalid) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for text in try Self.texts(members, "address") {
            // Separated by spaces, commas or semicolons.
            for part in text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x2C || $0 == 0x3B })
            {
                let word = Substring(part)
                guard let address = IPAddress(word) else {
                    throw Invalid(reason: "'\(word)' is not an IP address")
                }
                if !addresses.contains(address) { addresses.append(address) }
            }
        }
        return addresses
    }

    private func port(_ members: JSONMembers, _ name: String) throws(Invalid) -> UInt16? {
        guard let text = try Self.texts(members, name).first, !text.isEmpty else { return nil }
        guard let port = UInt16(text), port > 0 else {
            throw Invalid(reason: "\(name): '\(text)' is not a number from 1 to 65535")
        }
        return port
    }

    /// Returns the strings of a member: one, a list, or none. A number is returned as its digits.
    private static func texts(_ members: JSONMembers, _ name: String) throws(Invalid) -> [String] {
        guard let value = members.first(where: { $0.name == name })?.value else { return [] }
        var texts: [String] = []
        let items = if case .array(let items) = value { items } else { [value] }
        for item in items {
            switch item {
            case .string(let text): if !text.isEmpty { texts.append(text) }
            case .integer(let number): texts.append("\(number)")
            case .null: break
            default: throw Invalid(reason: "\(name) is neither a string nor a number")
            }
        }
        return texts
    }
}
