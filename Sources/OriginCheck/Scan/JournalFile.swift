internal import BatchScan
internal import Glibc

/// The output file of a scan, which is also its journal.
struct JournalFile {
    let descriptor: Int32
    /// The records of an earlier scan.
    private(set) var content = JournalReader()

    /// Opens the output file; nil if the output is not a file. A new file has mode 0600, because
    /// results contain origin addresses. When a scan is resumed, complete records are kept, and an
    /// incomplete last line is removed. The output may not be the list, which is open as `list`.
    init?(_ output: ScanOutput, list: Int32) throws(OriginCheckError) {
        let flags = O_RDWR | O_CLOEXEC | O_NOCTTY | O_APPEND | O_CREAT
        switch output {
        case .newFile(let path):
            try self.init(path, flags: flags | O_EXCL, list: list)
        case .resumedFile(let path):
            try self.init(path, flags: flags, list: list)
            try readRecords(path)
        case .standardOutput, .text, .handler: return nil
        }
    }

    private init(_ path: String, flags: Int32, list: Int32) throws(OriginCheckError) {
        descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
        guard FileIdentity(descriptor) != FileIdentity(list) else {
            throw OriginCheckError(
                .invalidInput, "\(path) is the list: records need a file of their own")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw OriginCheckError(.cannotWrite, "\(path) is being written by another scan")
        }
    }

    private mutating func readRecords(_ path: String) throws(OriginCheckError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = DescriptorIO.read(descriptor, into: buffer)
            guard count >= 0 else {
                throw OriginCheckError(
                    .unreadableInput, "cannot read \(path): \(errorText(errno))")
            }
            if count == 0 { break }
            content.read(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        if let line = content.firstForeignLine {
            throw Self.foreign("\(path):\(line): not a complete record of a scan")
        }
        guard content.isTornRecord else {
            throw Self.foreign("\(path) does not end like the output of a scan")
        }
        guard content.tornBytes == 0 || ftruncate(descriptor, off_t(content.completeBytes)) == 0
        else { throw Self.failure(path, errno) }
    }

    private static func foreign(_ message: String) -> OriginCheckError {
        OriginCheckError(
            .damagedData, message,
            hint: "nothing was changed; name the output of an earlier scan, or remove such lines")
    }

    private static func failure(_ path: String, _ code: Int32) -> OriginCheckError {
        OriginCheckError(
            .cannotWrite, "cannot write \(path): \(errorText(code))",
            hint: code == EEXIST
                ? "it was not changed; resume it, or name a new file" : nil)
    }
}
