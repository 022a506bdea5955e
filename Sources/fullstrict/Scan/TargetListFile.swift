internal import Glibc
internal import OriginCheck

/// The list of a scan, open for reading.
struct TargetListFile {
    let descriptor: Int32
    /// Lines of an ordinary file, for the progress; nil for a pipe.
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
                .unreadableInput, "cannot read list \(path): \(String(cString: strerror(errno)))")
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
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
            buffer.withUnsafeBytes { bytes in
                var rest = bytes[..<count]
                while let start = rest.baseAddressOfRest, let end = memchr(start, 10, rest.count) {
                    lines += 1
                    rest = rest.dropFirst(UnsafeRawPointer(end) - start + 1)
                }
            }
        }
        return lines
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// Where the slice begins; nil when it is empty.
    fileprivate var baseAddressOfRest: UnsafeRawPointer? {
        isEmpty ? nil : base.baseAddress?.advanced(by: startIndex)
    }
}
