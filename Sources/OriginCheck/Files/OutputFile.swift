package import Glibc

/// Writes files completely or not at all.
package enum OutputFile {
    /// Writes a temporary file next to the target and renames it, so that no reader sees half a
    /// file. The mode is 0600, because results contain origin addresses, which their owners keep
    /// secret. A device or pipe is written to directly and never replaced.
    package static func write(
        _ bytes: [UInt8], to name: String, mode newMode: mode_t = 0o600
    ) throws(OriginCheckError) {
        let path = followingLinks(name)
        let existing = mode(of: path)
        if let existing, existing & S_IFMT != S_IFREG {
            return try write(bytes, toDevice: path)
        }
        let mode = existing.map { $0 & 0o7777 } ?? newMode
        var template = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path, errno) }
        keepOwner(of: path, descriptor)
        let problem =
            fchmod(descriptor, mode) == 0
            ? DescriptorIO.write(bytes, to: descriptor).problem
                ?? (fsync(descriptor) == 0 ? nil : errno) : errno
        close(descriptor)
        if let problem {
            unlink(template)
            throw failure(path, problem)
        }
        guard rename(template, path) == 0 else {
            let code = errno
            unlink(template)
            throw failure(path, code)
        }
    }

    /// Gives the new file the owner of the one it replaces, if permitted.
    private static func keepOwner(of path: String, _ descriptor: Int32) {
        var (old, new) = (stat(), stat())
        guard stat(path, &old) == 0, fstat(descriptor, &new) == 0 else { return }
        if old.st_gid != new.st_gid { _ = fchown(descriptor, uid_t.max, old.st_gid) }
        if old.st_uid != new.st_uid { _ = fchown(descriptor, old.st_uid, gid_t.max) }
    }

    /// Returns the mode of an existing file, which a replacement keeps; nil if there is none.
    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }

    /// Returns the target of a symbolic link, so that the link is kept and its target replaced.
    private static func followingLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func write(
        _ bytes: [UInt8], toDevice path: String
    ) throws(OriginCheckError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        if let problem = DescriptorIO.write(bytes, to: descriptor).problem {
            throw failure(path, problem)
        }
    }

    /// Creates a file completely or not at all. Never changes an existing file. The umask narrows
    /// the mode for group and others, as for any new file.
    static func create(
        _ bytes: [UInt8], at path: String, mode: mode_t
    ) throws(OriginCheckError) {
        let mask = umask(0o077)
        umask(mask)
        let mode = mode & ~(mask & 0o077)
        var template = Array((path + ".XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { unlink(template) }
        let problem =
            fchmod(descriptor, mode) == 0
            ? DescriptorIO.write(bytes, to: descriptor).problem
                ?? (fsync(descriptor) == 0 ? nil : errno) : errno
        close(descriptor)
        if let problem { throw failure(path, problem) }
        guard let code = moveWithoutReplacing(template, path) else { return }
        throw failure(path, code)
    }

    /// Links the file to its new name, because link fails if the name exists, unlike rename. On a
    /// file system without links, reserves the name first.
    private static func moveWithoutReplacing(_ source: [CChar], _ path: String) -> Int32? {
        if link(source, path) == 0 { return nil }
        guard [EPERM, ENOTSUP, EMLINK, ENOSYS].contains(errno) else { return errno }
        let reserved = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard reserved >= 0 else { return errno }
        close(reserved)
        return rename(source, path) == 0 ? nil : errno
    }

    /// Whether the path is a folder, following links.
    static func isFolder(_ path: String) -> Bool {
        mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false
    }

    /// Whether the path is a regular file, following links.
    static func isRegular(_ path: String) -> Bool {
        mode(of: path).map { $0 & S_IFMT == S_IFREG } ?? false
    }

    /// Whether the path exists, without following links.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Creates a folder and its parents with mode 0700, regardless of the umask. Existing folders
    /// are not changed. Returns the new folders, outermost first. If one cannot be created, removes
    /// all of them.
    @discardableResult
    static func makeFolder(_ path: String) throws(OriginCheckError) -> [String] {
        var place = path.hasPrefix("/") ? "" : "."
        var made: [String] = []
        for part in path.split(separator: "/") {
            place += "/" + part
            if mkdir(place, 0o700) == 0 {
                made.append(place)
                chmod(place, 0o700)
            } else if errno != EEXIST {
                let code = errno
                for folder in made.reversed() { rmdir(folder) }
                throw failure(place, code)
            }
        }
        return made
    }

    /// Creates a folder (mode 0700) for this run alone.
    package static func makeTemporaryFolder(
        _ name: String, in parent: String
    ) throws(OriginCheckError) -> String {
        var template = Array("\(parent)/\(name).XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw failure(parent, errno) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func failure(_ path: String, _ code: Int32) -> OriginCheckError {
        OriginCheckError(.cannotWrite, "cannot write \(path): \(String(cString: strerror(code)))")
    }
}

/// A file's identity, independent of its name: the device and inode from stat(2).
package struct FileIdentity: Hashable {
    package let device: dev_t
    package let inode: ino_t
    /// Whether this is a regular file, not a folder, device or pipe.
    package let isOrdinary: Bool

    /// Reads the identity of an open file; nil if fstat(2) fails.
    package init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Reads the identity of the file at a path; nil if there is none.
    package init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        (device, inode) = (status.st_dev, status.st_ino)
        isOrdinary = status.st_mode & S_IFMT == S_IFREG
    }
}
