internal import BatchScan
internal import Glibc
internal import OriginCheck

/// The output of a scan, which is its journal.
struct JournalFile {
    let descriptor: Int32
    /// What earlier runs wrote.
    private(set) var journal = JournalReader()

    /// A new file (mode 0600: results hold origin addresses), or the end of one that is there. What an earlier
    /// run wrote whole is kept, a torn last line is cut off. It may not be the list, which is open as `list`.
    init(path: String, resumes: Bool, list: Int32) throws(OriginCheckError) {
        let flags = O_RDWR | O_CLOEXEC | O_NOCTTY | O_APPEND | O_CREAT
        descriptor = open(path, resumes ? flags : flags | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard FileIdentity(descriptor) != FileIdentity(list) else {
            throw OriginCheckError(
                .invalidInput, "\(path) is the list: records need a file of their own")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw OriginCheckError(.cannotWrite, "\(path) is being written by another scan")
        }
        if resumes { try readJournal(path) }
    }

    private mutating func readJournal(_ path: String) throws(OriginCheckError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw OriginCheckError(
                    .unreadableInput, "cannot read \(path): \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            journal.read(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        if let line = journal.firstForeignLine {
            throw Self.foreign("\(path):\(line): this is no whole record of a scan")
        }
        guard journal.isTornRecord else {
            throw Self.foreign("\(path) does not end like the output of a scan")
        }
        guard journal.tornBytes == 0 || ftruncate(descriptor, off_t(journal.completeBytes)) == 0
        else { throw Self.failure(path, errno) }
    }

    private static func foreign(_ message: String) -> OriginCheckError {
        OriginCheckError(
            .damagedData, message,
            hint: "nothing was changed; name the file an earlier scan wrote, or take such lines out"
        )
    }

    private static func failure(_ path: String, _ code: Int32) -> OriginCheckError {
        OriginCheckError(
            .cannotWrite, "cannot write \(path): \(String(cString: strerror(code)))",
            hint: code == EEXIST
                ? "it is left as it is; --resume goes on with it, another -o begins anew" : nil)
    }
}
