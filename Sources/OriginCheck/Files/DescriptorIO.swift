internal import Glibc

/// Calls read(2) and write(2), repeats interrupted calls, and continues writing until everything is
/// written.
package enum DescriptorIO {
    /// Reads at most as many bytes as fit the buffer. Returns 0 at the end, or -1 with errno after
    /// an error.
    package static func read(
        _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
    ) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 || errno != EINTR { return count }
        }
    }

    /// Writes all bytes. Returns the number of bytes written and, after a failure, the error
    /// number.
    package static func write(
        _ bytes: [UInt8], to descriptor: Int32
    ) -> (written: Int, problem: Int32?) {
        bytes.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return (written, errno) }
                written += count
            }
            return (written, nil)
        }
    }
}
