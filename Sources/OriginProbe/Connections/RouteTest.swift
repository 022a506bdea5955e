internal import Glibc
internal import NIOCore
internal import OriginFacts

/// Whether this machine has a global route for a family: a UDP socket is connected to a public
/// address, which sends nothing and fails where no route leads there.
enum RouteTest {
    static func vantage() -> Vantage {
        Vantage(
            hasIPv4Route: canConnect(.v4(0x0101_0101)),
            hasIPv6Route: canConnect(.v6(high: 0x2606_4700_4700_0000, low: 0x1111)))
    }

    private static func canConnect(_ address: IPAddress) -> Bool {
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // NIO's address, because which C module owns `sockaddr_in` differs between builds.
        guard let name = try? SocketAddress(ipAddress: address.description, port: 53) else {
            return false
        }
        return name.withSockAddr { connect(descriptor, $0, socklen_t($1)) == 0 }
    }
}
