internal import COpenSSL

/// Allocates memory for OpenSSL from per-thread free lists, which saves a fifth of the CPU time of
/// a handshake (`bench/HandshakeBench`). A thread keeps at most 4 MB and does not release it at its
/// end, so this is for programs whose threads live as long as the process. It hides memory errors
/// from the address sanitizer.
package enum PooledMemory {
    /// Makes OpenSSL allocate from the pools, for the whole process. Returns false, without effect,
    /// if OpenSSL has already been used, so call it first in `main`.
    @discardableResult
    package static func install() -> Bool {
        fs_pool_install() == 1
    }

    /// Makes all threads share `count` malloc arenas instead of having one each. Call it before
    /// there is a second thread.
    package static func limitHeaps(to count: Int) {
        fs_limit_heaps(Int32(clamping: count))
    }

    /// Allocates a block; nil for size 0 or if out of memory.
    static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        fs_pool_allocate(size, nil, 0)
    }

    /// Resizes a block. Its content is kept, but its address may change.
    static func resize(
        _ block: UnsafeMutableRawPointer?, to size: Int
    ) -> UnsafeMutableRawPointer? {
        fs_pool_resize(block, size, nil, 0)
    }

    /// Frees a block, on any thread.
    static func release(_ block: UnsafeMutableRawPointer?) {
        fs_pool_release(block, nil, 0)
    }
}
