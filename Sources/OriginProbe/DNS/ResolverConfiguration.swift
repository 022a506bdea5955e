internal import Glibc
package import OriginFacts

/// The DNS servers to query, and how long to wait for them.
package struct ResolverConfiguration: Hashable, Sendable {
    /// The servers in order. Each is queried only if the ones before it failed.
    package var servers: [Server]
    /// The timeout of the first query to a server. The timeout of the second is twice as long.
    package var milliseconds: Int
    /// The number of queries to one server.
    package var attempts: Int

    /// A recursive resolver.
    package struct Server: Hashable, Sendable {
        package var address: IPAddress
        package var port: UInt16

        package init(address: IPAddress, port: UInt16 = 53) {
            self.address = address
            self.port = port
        }

        /// The server in the form that c-ares expects: `192.0.2.53:53` or `[2001:db8::53]:53`.
        var text: String {
            HostName.address(address).inURL + ":\(port)"
        }
    }

    /// Creates a configuration. By default, each server has up to 3 s to reply.
    package init(servers: [Server], milliseconds: Int = 1_000, attempts: Int = 2) {
        self.servers = servers
        self.milliseconds = milliseconds
        self.attempts = attempts
    }
}

extension ResolverConfiguration {
    /// Parses `IP[:PORT][,IP[:PORT]…]`, the value of `--resolver`.
    package init(option text: String) throws(TargetError) {
        var servers: [Server] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = try TargetParts(String(item))
            guard parts.scheme == nil, let address = IPAddress(parts.host) else {
                throw .badAddress(String(item))
            }
            servers.append(Server(address: address, port: parts.port ?? 53))
        }
        self.init(servers: servers)
    }

    /// Parses a resolv.conf(5) file: at most three servers, and `timeout:` and `attempts:` within
    /// limits that fit a target's total time. If no server is listed, the local one is used, as in
    /// the C library.
    package init(resolvConf text: String) {
        self.init(servers: [])
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(whereSeparator: \.isWhitespace)
            switch fields.first {
            case "nameserver":
                if let field = fields.dropFirst().first, let address = IPAddress(field) {
                    servers.append(Server(address: address))
                }
            case "options":
                fields.dropFirst().forEach { readOption($0) }
            default:
                continue
            }
        }
        servers = Array(servers.prefix(3))
        if servers.isEmpty { servers = [Server(address: .v4(0x7F00_0001))] }
    }

    /// Reads `/etc/resolv.conf`.
    package static func system() -> ResolverConfiguration {
        ResolverConfiguration(resolvConf: SmallFile.text(at: "/etc/resolv.conf") ?? "")
    }

    private mutating func readOption(_ option: Substring) {
        let parts = option.split(separator: ":")
        guard parts.count == 2, let value = Int(parts[1]) else { return }
        if parts[0] == "timeout" { milliseconds = min(max(value, 1), 3) * 1_000 }
        if parts[0] == "attempts" { attempts = min(max(value, 1), 3) }
    }
}

/// Reads small system text files without Foundation.
enum SmallFile {
    private static let most = 1 << 20

    /// Returns about the first MiB of a file, with invalid UTF-8 replaced, or nil if the file
    /// cannot be read.
    static func text(at path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < most {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
