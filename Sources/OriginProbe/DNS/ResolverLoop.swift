internal import CAres
internal import Glibc
internal import NIOCore
internal import OriginFacts
internal import Synchronization

/// The loop that the resolver's thread runs. It has a channel for each server and polls all their
/// sockets together.
final class ResolverLoop {
    private let mailbox: ResolverMailbox
    private let channels: [AresChannel]
    private var waiting: [ObjectIdentifier: DNSQuery] = [:]
    private var isStopped = false

    init(_ configuration: ResolverConfiguration, mailbox: ResolverMailbox) throws(LocalFault) {
        self.mailbox = mailbox
        var channels: [AresChannel] = []
        for server in configuration.servers {
            channels.append(
                try AresChannel(
                    server, milliseconds: configuration.milliseconds,
                    attempts: configuration.attempts))
        }
        self.channels = channels
    }

    /// Runs a loop on a detached thread. The thread ends when the loop is stopped.
    static func start(_ loop: ResolverLoop) throws(LocalFault) {
        let owner = Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ResolverLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, owner.toOpaque())
        guard status == 0 else {
            owner.release()
            throw .system(operation: "pthread_create", errno: status)
        }
        pthread_detach(thread)
    }

    private func run() {
        while !isStopped {
            mailbox.collect().forEach { handle($0) }
            wait()
            endOverdue()
        }
        waiting.values.forEach { $0.answer(DNSReply(answer: .noResolver)) }
    }

    private func handle(_ message: ResolverMailbox.Message) {
        switch message {
        case .stop:
            isStopped = true
        case .ask(let makeQuery):
            let query = makeQuery()
            waiting[ObjectIdentifier(query)] = query
            ask(query, server: 0)
        }
    }

    private func ask(_ query: DNSQuery, server: Int) {
        guard server < channels.count else {
            finish(query) { $0.giveUp() }
            return
        }
        channels[server].ask(query.name, type: query.type) { [weak self] status, bytes in
            guard !query.isAnswered else { return }
            let reply = Self.reply(to: query, status: status, bytes: bytes)
            guard reply.needsAnotherServer else {
                self?.finish(query) { $0.answer(reply) }
                return
            }
            query.note(reply)
            self?.ask(query, server: server + 1)
        }
    }

    private func finish(_ query: DNSQuery, _ action: (DNSQuery) -> Void) {
        waiting[ObjectIdentifier(query)] = nil
        action(query)
    }

    private func wait() {
        guard !isStopped else { return }
        var sockets = [pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)]
        var owners: [AresChannel?] = [nil]
        for channel in channels {
            for (descriptor, events) in channel.sockets {
                sockets.append(pollfd(fd: descriptor, events: events, revents: 0))
                owners.append(channel)
            }
        }
        let ready = poll(&sockets, nfds_t(sockets.count), Int32(clamping: patience()))
        if ready > 0 {
            for (socket, owner) in zip(sockets, owners) where socket.revents != 0 {
                owner?.process(socket.fd, events: socket.revents)
            }
        }
        channels.forEach { $0.processTimeouts() }
    }

    /// Returns the milliseconds until the next timeout or deadline, or an hour if no query is open.
    private func patience() -> Int {
        guard !waiting.isEmpty else { return 3_600_000 }
        let deadline = waiting.values.lazy.map { $0.deadline.millisecondsLeft() + 1 }.min() ?? 0
        return channels.reduce(deadline) { min($0, $1.millisecondsToTimeout(most: $0)) }
    }

    private func endOverdue() {
        let now = NIODeadline.now()
        for query in waiting.values where query.deadline <= now {
            finish(query) { $0.giveUp() }
        }
    }

    private static func reply(to query: DNSQuery, status: Int32, bytes: [UInt8]?) -> DNSReply {
        if let bytes, !bytes.isEmpty { return DNSReply(to: query.name, from: bytes) }
        switch status {
        case ARES_ETIMEOUT:
            return DNSReply(answer: .timedOut(afterMilliseconds: query.milliseconds))
        case ARES_EBADNAME: return DNSReply(answer: .badName)
        case ARES_EBADRESP: return DNSReply(answer: .malformed)
        default: return DNSReply(answer: .noResolver)
        }
    }
}

/// The queue of messages to the resolver's thread, with the pipe that wakes the thread.
final class ResolverMailbox: Sendable {
    enum Message: Sendable {
        case ask(MakeQuery)
        case stop
    }

    /// A function that creates a query on the thread that will own the query.
    typealias MakeQuery = @Sendable () -> DNSQuery

    private let messages = Mutex<[Message]>([])
    /// The end of the pipe that is readable while messages are waiting.
    let wakeDescriptor: Int32
    private let writeDescriptor: Int32

    init() throws(LocalFault) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(operation: "pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeDescriptor = ends[0]
        writeDescriptor = ends[1]
    }

    deinit {
        close(wakeDescriptor)
        close(writeDescriptor)
    }

    /// Adds a message and wakes the thread.
    func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        var byte: UInt8 = 1
        // If the pipe is full, the thread has already been woken.
        _ = write(writeDescriptor, &byte, 1)
    }

    /// Removes and returns all messages, and empties the pipe.
    func collect() -> [Message] {
        var sink = [UInt8](repeating: 0, count: 256)
        while read(wakeDescriptor, &sink, sink.count) == sink.count {}
        return messages.withLock { messages in
            defer { messages.removeAll() }
            return messages
        }
    }
}
