internal import OpenSSLSupport
internal import OriginProbe

/// Settings for the whole process, for programs that make many connections.
package enum ProcessTuning {
    /// Ignores SIGPIPE, raises the limit on descriptors, and keeps the allocator from growing a
    /// heap for each short-lived thread. Call it once, before starting threads.
    package static func prepare() {
        ProcessLimits.ignoreBrokenPipes()
        ProcessLimits.raiseDescriptorLimit()
        // One heap for each event loop, at one loop per core, and one for the thread that writes
        // records.
        PooledMemory.limitHeaps(to: ProcessLimits.processors + 1)
    }

    /// Makes OpenSSL allocate from pools, which speeds up parsing. Has no effect after OpenSSL's
    /// first allocation.
    package static func poolMemory() {
        PooledMemory.install()
    }

    /// The version text of the linked OpenSSL.
    package static var openSSLVersion: String { LibraryContext.version }
}
