internal import Glibc
internal import OriginFacts

/// A TCP socket that is bound and does not listen: nobody else gets the port, and connections to it are
/// refused. It belongs to whoever holds it until `close`, or until a server takes over the descriptor.
struct BoundSocket: Sendable {
    let descriptor: Int32
    let port: UInt16

    /// Binds that port of an IPv4 address; 0: a free one.
    init(_ address: IPAddress, port: UInt16) throws(LabFailure) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw BoundSocket.failure(port) }
        // A lab on fixed ports must be able to start again while old connections time out.
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

    /// Gives the port back.
    func close() {
        _ = Glibc.close(descriptor)
    }

    /// One port, bound on all of these addresses.
    static func binding(
        _ addresses: [IPAddress], port: UInt16
    ) throws(LabFailure) -> [BoundSocket] {
        var attempts = 0
        while true {
            attempts += 1
            do {
                return try bindingOnce(addresses, port: port)
            } catch {
                // A port that is free on one address may be taken on the next.
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
        guard case .v4(let value) = address else { return false }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = value.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, size) == 0
            }
        }
    }

    private static func port(of descriptor: Int32) -> UInt16? {
        var name = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &size)
            }
        }
        return result == 0 ? UInt16(bigEndian: name.sin_port) : nil
    }

    private static func failure(_ port: UInt16) -> LabFailure {
        .portNotAvailable(port: port, reason: String(cString: strerror(errno)))
    }
}
