import Foundation
import TestSupport

/// A DNS server on loopback with one A record (127.0.0.1) and no AAAA record for every name. It may
/// stop after a number of answers.
final class TinyResolver: Sendable {
    let port: UInt16
    private let descriptor: Int32

    init(answers: Int = .max, port wanted: UInt16 = 0) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = wanted.bigEndian
        let bound = descriptor
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                guard bind(bound, name, size) == 0, getsockname(bound, name, &size) == 0 else {
                    return 0
                }
                return UInt16(
                    bigEndian: name.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                        $0.pointee.sin_port
                    })
            }
        }
        guard port != 0 else { throw FreePort.None() }
        Thread.detachNewThread { Self.serve(bound, answers) }
    }

    deinit {
        // This ends the thread's recvfrom without a peer. The thread closes the socket itself;
        // otherwise it might read from another socket with the same descriptor.
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private static func serve(_ descriptor: Int32, _ answers: Int) {
        defer { close(descriptor) }
        var query = [UInt8](repeating: 0, count: 512)
        for _ in 0..<answers {
            var peer = sockaddr_storage()
            var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
            withUnsafeMutablePointer(to: &peer) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                    let count = recvfrom(descriptor, &query, query.count, 0, name, &size)
                    guard count > 12 else { return }
                    let reply = answer(to: Array(query[..<count]))
                    sendto(descriptor, reply, reply.count, 0, name, size)
                }
            }
            if size == 0 { return }
        }
    }

    /// Returns the reply (RFC 1035 section 4): the question and, for type A, one record.
    private static func answer(to query: [UInt8]) -> [UInt8] {
        let end = (query[12...].firstIndex(of: 0) ?? query.count - 5) + 5
        let question = Array(query[12..<min(end, query.count)])
        let isA = question.dropLast(2).suffix(2).elementsEqual([0, 1])
        let header = Array(query[..<2]) + [0x81, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0]
        let record: [UInt8] = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]
        return header + question + (isA ? record : [])
    }
}
