internal import Glibc

/// Reading whole files, bounded.
enum InputFile {
    /// The bytes of a file; refused when it cannot be read, is a folder, or holds over `limit` bytes.
    static func read(_ path: String, limit: Int, what: String) throws(CommandFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw failure(what, path, errno) }
        defer { close(descriptor) }
        return try read(descriptor, path, limit: limit, what: what)
    }

    /// The same, where `-` stands for standard input.
    static func readOrInput(
        _ path: String, limit: Int, what: String
    ) throws(CommandFailure) -> [UInt8] {
        guard path == "-" else { return try read(path, limit: limit, what: what) }
        return try read(STDIN_FILENO, "-", limit: limit, what: what)
    }

    private static func read(
        _ descriptor: Int32, _ path: String, limit: Int, what: String
    ) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(what, path, errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw CommandFailure(.damagedData, "\(what) \(path) is larger than \(limit) bytes")
            }
        }
    }

    /// Whether something is there.
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    private static func failure(_ what: String, _ path: String, _ code: Int32) -> CommandFailure {
        CommandFailure(.noInput, "cannot read \(what) \(path): \(String(cString: strerror(code)))")
    }
}
