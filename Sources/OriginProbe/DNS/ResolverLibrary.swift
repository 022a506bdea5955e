internal import CAres

/// c-ares's own one-time start, which is not thread-safe.
enum ResolverLibrary {
    private static let status = ares_library_init(ARES_LIB_INIT_ALL)

    static func start() throws(LocalFault) {
        guard status == ARES_SUCCESS else {
            throw .resolver(reason: String(cString: ares_strerror(status)))
        }
    }
}
