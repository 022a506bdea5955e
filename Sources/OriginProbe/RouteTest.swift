internal import Glibc
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
        switch address {
        case .v4(let value):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = in_port_t(53).bigEndian
            name.sin_addr.s_addr = value.bigEndian
            return connects(descriptor, &name)
        case .v6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = in_port_t(53).bigEndian
            withUnsafeMutableBytes(of: &name.sin6_addr) { $0.copyBytes(from: address.bytes) }
            return connects(descriptor, &name)
        }
    }

    private static func connects<Name>(_ descriptor: Int32, _ name: inout Name) -> Bool {
        withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<Name>.size)) == 0
            }
        }
    }
}
