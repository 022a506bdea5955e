internal import Glibc

/// Reads whole files up to a limit.
package enum InputFile {
    /// Returns a file's bytes. Throws if the file is unreadable, a folder, or larger than `limit`
    /// bytes.
    package static func read(_ path: String, limit: Int, what: String) throws(OriginCheckError)
        -> [UInt8]
    {
        // Non-blocking, because opening a pipe without a writer would block.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(what, path, errno) }
        defer { close(descriptor) }
        if NamedPipe.isOne(descriptor) {
            let bytes = try read(pipe: descriptor, path, limit: limit, what: what)
            if !bytes.isEmpty { return bytes }
            throw OriginCheckError(
                .unreadableInput,
                "cannot read \(what) \(path): it is a pipe with no writer")
        }
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK)
        return try read(descriptor, path, limit: limit, what: what)
    }

    /// Returns the bytes of a file, or of standard input if the path is `-`.
    static func readOrInput(
        _ path: String, limit: Int, what: String
    ) throws(OriginCheckError) -> [UInt8] {
        guard path == "-" else { return try read(path, limit: limit, what: what) }
        return try read(STDIN_FILENO, "-", limit: limit, what: what)
    }

    private static func read(
        _ descriptor: Int32, _ path: String, limit: Int, what: String
    ) throws(OriginCheckError) -> [UInt8] {
        try read(path, limit: limit, what: what) { buffer in
            buffer.withUnsafeMutableBytes { DescriptorIO.read(descriptor, into: $0) }
        }
    }

    private static func read(
        pipe descriptor: Int32, _ path: String, limit: Int, what: String
    ) throws(OriginCheckError) -> [UInt8] {
        var pipe = NamedPipe(descriptor: descriptor)
        return try read(path, limit: limit, what: what) { pipe.read(&$0) }
    }

    /// Reads to the end. `more` behaves like read(2).
    private static func read(
        _ path: String, limit: Int, what: String, more: (inout [UInt8]) -> Int
    ) throws(OriginCheckError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = more(&buffer)
            guard count >= 0 else { throw failure(what, path, errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw OriginCheckError(
                    .damagedData, "\(what) \(path) is larger than \(limit) bytes")
            }
        }
    }

    /// Returns the name of a file for messages.
    static func name(_ path: String) -> String {
        path == "-" ? "standard input" : path
    }

    /// Whether something exists at the path.
    package static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    private static func failure(_ what: String, _ path: String, _ code: Int32) -> OriginCheckError {
        let whole = path == "-" ? name(path) : "\(what) \(path)"
        return OriginCheckError(
            .unreadableInput, "cannot read \(whole): \(String(cString: strerror(code)))")
    }
}
