internal import CAres
internal import Glibc

/// A c-ares channel for one server. It must be used on one thread, because channels in c-ares 1.18
/// are not thread-safe.
final class AresChannel {
    /// A function that receives the result of one query: the c-ares status and, if there is one,
    /// the reply.
    typealias Completion = (_ status: Int32, _ bytes: [UInt8]?) -> Void

    private var channel: ares_channel?
    /// The sockets to watch, with the `poll` events to watch for.
    private(set) var sockets: [Int32: Int16] = [:]

    init(_ server: ResolverConfiguration.Server, milliseconds: Int, attempts: Int)
        throws(LocalFault)
    {
        var options = ares_options()
        // NOCHECKRESP: SERVFAIL and REFUSED are returned unchanged, because `ResolverLoop` decides
        // whether to query the next server. STAYOPEN is not set, so that idle sockets are closed
        // and source ports change.
        options.flags = ARES_FLAG_NOCHECKRESP
        options.timeout = Int32(clamping: milliseconds)
        options.tries = Int32(clamping: attempts)
        options.sock_state_cb_data = Unmanaged.passUnretained(self).toOpaque()
        options.sock_state_cb = { owner, descriptor, readable, writable in
            guard let owner else { return }
            Unmanaged<AresChannel>.fromOpaque(owner).takeUnretainedValue()
                .watch(descriptor, readable: readable != 0, writable: writable != 0)
        }
        let mask =
            ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB
        try Self.check(ares_init_options(&channel, &options, mask))
        try Self.check(ares_set_servers_ports_csv(channel, server.text))
    }

    deinit {
        // This completes open queries with ARES_EDESTRUCTION.
        ares_destroy(channel)
    }

    /// Sends a query. The completion may be called before this method returns.
    func ask(_ name: String, type: Int32, completion: @escaping Completion) {
        let box = Unmanaged.passRetained(CompletionBox(completion)).toOpaque()
        ares_query(
            channel, name, 1, type,
            { argument, status, _, bytes, count in
                guard let argument else { return }
                let box = Unmanaged<CompletionBox>.fromOpaque(argument).takeRetainedValue()
                let copy = bytes.map { Array(UnsafeBufferPointer(start: $0, count: Int(count))) }
                box.completion(status, copy)
            }, box)
    }

    /// Handles a socket that is ready according to `poll`.
    func process(_ descriptor: Int32, events: Int16) {
        let canRead = events & Int16(POLLIN | POLLERR | POLLHUP) != 0
        let canWrite = events & Int16(POLLOUT) != 0
        ares_process_fd(channel, canRead ? descriptor : -1, canWrite ? descriptor : -1)
    }

    /// Handles queries that have timed out.
    func processTimeouts() {
        ares_process_fd(channel, -1, -1)
    }

    /// Returns the milliseconds until the next timeout, at most `most`.
    func millisecondsToTimeout(most: Int) -> Int {
        var limit = timeval(tv_sec: most / 1_000, tv_usec: most % 1_000 * 1_000)
        var result = timeval()
        guard let next = ares_timeout(channel, &limit, &result)?.pointee else { return most }
        return Int(next.tv_sec) * 1_000 + Int(next.tv_usec) / 1_000 + 1
    }

    private func watch(_ descriptor: Int32, readable: Bool, writable: Bool) {
        let events = Int16(readable ? POLLIN : 0) | Int16(writable ? POLLOUT : 0)
        sockets[descriptor] = events == 0 ? nil : events
    }

    private static func check(_ status: Int32) throws(LocalFault) {
        guard status == ARES_SUCCESS else {
            throw .resolver(reason: String(cString: ares_strerror(status)))
        }
    }
}

/// A box in which a closure is passed through C code.
private final class CompletionBox {
    let completion: AresChannel.Completion

    init(_ completion: @escaping AresChannel.Completion) {
        self.completion = completion
    }
}

/// The one-time initialisation of c-ares, which is not thread-safe.
enum ResolverLibrary {
    private static let status = ares_library_init(ARES_LIB_INIT_ALL)

    static func start() throws(LocalFault) {
        guard status == ARES_SUCCESS else {
            throw .resolver(reason: String(cString: ares_strerror(status)))
        }
    }
}
