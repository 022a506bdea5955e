internal import Glibc
package import NIOCore
package import OriginFacts

/// Looks up names for all event loops, on a thread with its own c-ares channels. A process needs
/// only one resolver. It consults `/etc/hosts` first, then the servers in order.
package final class NameResolver: Sendable {
    private let mailbox: ResolverMailbox
    private let hosts: HostsFile

    /// Creates a resolver and starts its thread.
    package init(
        _ configuration: ResolverConfiguration = .system(), hosts: HostsFile = .system()
    ) throws(LocalFault) {
        self.hosts = hosts
        try ResolverLibrary.start()
        let mailbox = try ResolverMailbox()
        let loop = try ResolverLoop(configuration, mailbox: mailbox)
        self.mailbox = mailbox
        try ResolverLoop.start(loop)
    }

    deinit {
        mailbox.post(.stop)
    }

    /// Looks up the A and AAAA records of a name in A-label form at the same time. Each type has
    /// its own answer. Returns at the deadline at the latest.
    package func lookUp(
        _ name: String, families: Set<IPAddress.Family> = [.ipv4, .ipv6], deadline: NIODeadline
    ) async -> DNSFacts {
        let name = name.hasSuffix(".") ? String(name.dropLast()).lowercased() : name.lowercased()
        guard Self.fitsDNS(name) else {
            return DNSFacts(name: name, ipv4: .badName, ipv6: .badName)
        }
        if let facts = hosts.facts(of: name, families: families) { return facts }
        let started = NIODeadline.now()
        async let first = reply(name, .ipv4, of: families, deadline)
        async let second = reply(name, .ipv6, of: families, deadline)
        let (ipv4, ipv6) = await (first, second)
        return DNSFacts(
            name: name, ipv4: Self.answer(ipv4, beside: ipv6),
            ipv6: Self.answer(ipv6, beside: ipv4),
            aliases: ipv4.aliases.isEmpty ? ipv6.aliases : ipv4.aliases,
            milliseconds: started.millisecondsSince())
    }

    private func reply(
        _ name: String, _ family: IPAddress.Family, of families: Set<IPAddress.Family>,
        _ deadline: NIODeadline
    ) async -> DNSReply {
        guard families.contains(family) else { return DNSReply(answer: .notAsked) }
        return await withCheckedContinuation { continuation in
            mailbox.post(
                .ask {
                    DNSQuery(name, family, deadline: deadline) {
                        continuation.resume(returning: $0)
                    }
                })
        }
    }

    /// Returns the answer to one query, corrected with the other. Both queries share a socket, and
    /// only one of them receives the error if no server is listening.
    private static func answer(_ reply: DNSReply, beside other: DNSReply) -> DNSAnswer {
        if case .timedOut = reply.answer, other.answer == .noResolver { return .noResolver }
        return reply.answer
    }

    /// Returns whether every label has 1 to 63 bytes and the name at most 253 (RFC 1035 section
    /// 2.3.4).
    private static func fitsDNS(_ name: String) -> Bool {
        name.utf8.count <= 253
            && name.split(separator: ".", omittingEmptySubsequences: false)
                .allSatisfy { (1...63).contains($0.utf8.count) }
    }
}

/// The names in the machine's hosts file (hosts(5)), which is read once and consulted before any
/// DNS server.
package struct HostsFile: Sendable {
    private var addresses: [String: [IPAddress]] = [:]

    /// Parses the text of a hosts file. Invalid lines are skipped.
    package init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let first = fields.first, let address = IPAddress(first) else { continue }
            for name in fields.dropFirst() {
                addresses[name.lowercased(), default: []].append(address)
            }
        }
    }

    /// Reads `/etc/hosts`. The result is empty if the file cannot be read.
    package static func system() -> HostsFile {
        HostsFile(SmallFile.text(at: "/etc/hosts") ?? "")
    }

    /// Returns the addresses of a name, or nil if the file does not list it. As with glibc's
    /// `files`, a name that is listed for one family has no address in the other.
    func facts(of name: String, families: Set<IPAddress.Family>) -> DNSFacts? {
        guard let known = addresses[name] else { return nil }
        func answer(_ family: IPAddress.Family) -> DNSAnswer {
            guard families.contains(family) else { return .notAsked }
            let found = known.filter { $0.family == family }
            return found.isEmpty ? .noData : .addresses(found)
        }
        return DNSFacts(name: name, ipv4: answer(.ipv4), ipv6: answer(.ipv6))
    }
}
