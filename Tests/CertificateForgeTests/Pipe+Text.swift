import Foundation
import Glibc

extension Pipe {
    /// All that is written into it until the last writer lets go or the time is over. `FileHandle` would
    /// wait for ever, and stop the program when a signal interrupts the read.
    func text(within seconds: Int = 10) -> (text: String, hasEnded: Bool) {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var readable = pollfd(
            fd: fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
        var hasEnded = false
        while !hasEnded, ContinuousClock.now < deadline {
            guard poll(&readable, 1, 50) > 0 else { continue }
            let count = read(readable.fd, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer.prefix(count)
            } else {
                hasEnded = count == 0 || errno != EINTR
            }
        }
        return (String(decoding: bytes, as: UTF8.self), hasEnded)
    }
}
