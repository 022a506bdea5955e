internal import Glibc

/// The target list, open for reading.
struct TargetListFile {
    let descriptor: Int32
    /// The number of lines, for the progress display; nil for a pipe.
    let lines: Int?

    init(_ path: String) throws(OriginCheckError) {
        guard path != "-" else {
            (descriptor, lines) = (STDIN_FILENO, nil)
            return
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw OriginCheckError(
                .unreadableInput, "cannot read list \(path): \(errorText(errno))")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw OriginCheckError(.unreadableInput, "cannot read list \(path): it is a folder")
        }
        lines = status.st_mode & S_IFMT == S_IFREG ? Self.count(descriptor) : nil
        if lines != nil { lseek(descriptor, 0, SEEK_SET) }
    }

    private static func count(_ descriptor: Int32) -> Int {
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var lines = 0
        while case let count = buffer.withUnsafeMutableBytes({
            DescriptorIO.read(descriptor, into: $0)
        }), count > 0 {
            buffer.withUnsafeBytes { bytes in
                var rest = bytes[..<count]
                while let start = rest.start, let end = memchr(start, 10, rest.count) {
                    lines += 1
                    rest = rest.dropFirst(UnsafeRawPointer(end) - start + 1)
                }
            }
        }
        return lines
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// The address of the first byte; nil if the slice is empty.
    fileprivate var start: UnsafeRawPointer? {
        isEmpty ? nil : base.baseAddress?.advanced(by: startIndex)
    }
}
