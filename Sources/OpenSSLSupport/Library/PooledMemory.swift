internal import COpenSSL

/// Memory for OpenSSL from lists of free blocks that each thread keeps for itself: a fifth less
/// processor time a handshake (`bench/HandshakeBench`). A thread keeps at most 4 MB, and does not give
/// it back when it ends: for programs whose threads live as long as they do. It hides misuse of memory
/// from the address sanitizer.
package enum PooledMemory {
    /// Has OpenSSL allocate from the pools, for the whole process. False, and without effect, when
    /// OpenSSL has been used before: it comes first in `main`.
    @discardableResult
    package static func install() -> Bool {
        fs_pool_install() == 1
    }

    /// Has all threads share so many of malloc's heaps, in place of one each. To be called before there is a second
    /// thread.
    package static func limitHeaps(to count: Int) {
        fs_limit_heaps(Int32(clamping: count))
    }

    /// One block; nil for size 0 or when memory is out.
    static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        fs_pool_allocate(size, nil, 0)
    }

    /// The block with another size and its content, perhaps in another place.
    static func resize(
        _ block: UnsafeMutableRawPointer?, to size: Int
    ) -> UnsafeMutableRawPointer? {
        fs_pool_resize(block, size, nil, 0)
    }

    /// Gives a block back, on any thread.
    static func release(_ block: UnsafeMutableRawPointer?) {
        fs_pool_release(block, nil, 0)
    }
}
