internal import Glibc

/// Which file it is, whatever its name: stat(2)'s device and inode.
struct FileIdentity: Hashable {
    let device: dev_t
    let inode: ino_t
    /// Neither folder, device nor pipe.
    let isOrdinary: Bool

    /// Of an open file; nil when the system does not say.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of what is at that path; nil when nothing is.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        (device, inode) = (status.st_dev, status.st_ino)
        isOrdinary = status.st_mode & S_IFMT == S_IFREG
    }
}
