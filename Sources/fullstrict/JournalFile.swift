internal import BatchScan
internal import Glibc

/// The output of a scan, which is its journal.
struct JournalFile {
    let descriptor: Int32
    /// What earlier runs wrote.
    private(set) var journal = JournalReader()

    /// A new file (mode 0600: results hold origin addresses), or the end of one that is there. What an earlier
    /// run wrote whole is kept, a torn last line is cut off.
    init(path: String, resumes: Bool) throws(CommandFailure) {
        let flags = O_RDWR | O_CLOEXEC | O_NOCTTY | O_APPEND | O_CREAT
        descriptor = open(path, resumes ? flags : flags | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure(.cannotCreate, "\(path) is being written by another scan")
        }
        if resumes { try readJournal(path) }
    }

    private mutating func readJournal(_ path: String) throws(CommandFailure) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(
                    .noInput, "cannot read \(path): \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            journal.read(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        guard journal.foreignLines == 0 else {
            throw CommandFailure(
                .damagedData,
                "\(path) is no output of a scan: \(journal.foreignLines) lines are something else",
                hint: "nothing was changed; name the file an earlier scan wrote")
        }
        guard journal.tornBytes == 0 || ftruncate(descriptor, off_t(journal.wholeBytes)) == 0
        else { throw Self.failure(path, errno) }
    }

    private static func failure(_ path: String, _ code: Int32) -> CommandFailure {
        CommandFailure(
            .cannotCreate, "cannot write \(path): \(String(cString: strerror(code)))",
            hint: code == EEXIST
                ? "it is left as it is; --resume goes on with it, another -o begins anew" : nil)
    }
}
