internal import Glibc
internal import NIOCore
internal import OriginFacts

/// A TCP socket that is bound but does not listen, so that its port is reserved and refuses
/// connections. Its owner must call `close` or pass the descriptor to a server.
struct BoundSocket: Sendable {
    let descriptor: Int32
    let port: UInt16

    /// Whether this machine has `::1`.
    static let hasIPv6: Bool = {
        guard let socket = try? BoundSocket(.v6(high: 0, low: 1), port: 0) else { return false }
        socket.close()
        return true
    }()

    /// Binds a port on an address. Port 0 selects a free port.
    init(_ address: IPAddress, port: UInt16) throws(LabFailure) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family == .ipv4 ? AF_INET : AF_INET6, type, 0)
        guard descriptor >= 0 else { throw BoundSocket.failure(port) }
        var only: Int32 = address.family == .ipv4 ? 0 : 1
        if only == 1 {
            setsockopt(
                descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &only,
                socklen_t(MemoryLayout<Int32>.size))
        }
        // A lab on fixed ports must be able to restart while old connections are still timing out.
        var reuse: Int32 = port == 0 ? 0 : 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        guard BoundSocket.bind(descriptor, address, port),
            let bound = BoundSocket.port(of: descriptor)
        else {
            let failure = BoundSocket.failure(port)
            _ = Glibc.close(descriptor)
            throw failure
        }
        self.descriptor = descriptor
        self.port = bound
    }

    /// Releases the port.
    func close() {
        _ = Glibc.close(descriptor)
    }

    /// Binds the same port on all of these addresses.
    static func binding(
        _ addresses: [IPAddress], port: UInt16
    ) throws(LabFailure) -> [BoundSocket] {
        var attempts = 0
        while true {
            attempts += 1
            do {
                return try bindingOnce(addresses, port: port)
            } catch {
                // A port that is free on one address may be in use on another.
                guard port == 0, attempts < 50 else { throw error }
            }
        }
    }

    private static func bindingOnce(
        _ addresses: [IPAddress], port: UInt16
    ) throws(LabFailure) -> [BoundSocket] {
        var bound: [BoundSocket] = []
        do {
            for address in addresses {
                bound.append(try BoundSocket(address, port: bound.first?.port ?? port))
            }
            return bound
        } catch {
            bound.forEach { $0.close() }
            throw error
        }
    }

    private static func bind(_ descriptor: Int32, _ address: IPAddress, _ port: UInt16) -> Bool {
        let packed = ByteBuffer(bytes: address.bytes)
        guard let name = try? SocketAddress(packedIPAddress: packed, port: Int(port)) else {
            return false
        }
        return name.withSockAddr { Glibc.bind(descriptor, $0, socklen_t($1)) == 0 }
    }

    /// Returns the port of a bound socket. Both address families store it in bytes 2 and 3.
    private static func port(of descriptor: Int32) -> UInt16? {
        withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { name -> UInt16? in
            guard let start = name.baseAddress else { return nil }
            var size = socklen_t(name.count)
            let address = start.assumingMemoryBound(to: sockaddr.self)
            guard getsockname(descriptor, address, &size) == 0 else { return nil }
            return UInt16(name[2]) << 8 | UInt16(name[3])
        }
    }

    private static func failure(_ port: UInt16) -> LabFailure {
        .portNotAvailable(port: port, reason: String(cString: strerror(errno)))
    }
}

extension Channel {
    /// Closes the connection with RST. With a linger time of 0, the kernel discards unsent data
    /// (`tcp(7)`).
    func reset() {
        if let socket = self as? any SocketOptionProvider {
            socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
                self.close(mode: .all, promise: nil)
            }
        } else {
            close(mode: .all, promise: nil)
        }
    }
}
