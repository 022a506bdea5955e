internal import CAres
internal import Glibc
internal import NIOCore
internal import OriginFacts
internal import Synchronization

/// What runs on the resolver's thread: one channel for each server, one `poll` over all their sockets.
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

    /// Until told to stop.
    func run() {
        while !isStopped {
            mailbox.collect().forEach { handle($0) }
            wait()
            endOverdue()
        }
        waiting.values.forEach { $0.answer(DNSReply(answer: .noResolver)) }
    }

    private func handle(_ letter: ResolverMailbox.Letter) {
        switch letter {
        case .stop:
            isStopped = true
        case .ask(let question):
            let query = question()
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
            guard reply.isWorthAnotherServer else {
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

    /// Milliseconds to the next thing that happens by itself; an hour when nothing is open.
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

/// What the resolver's thread is told by others, and the pipe that wakes it.
final class ResolverMailbox: Sendable {
    /// An order to the thread.
    enum Letter: Sendable {
        case ask(Question)
        case stop
    }

    /// Makes a query on the thread that will own it.
    typealias Question = @Sendable () -> DNSQuery

    private let letters = Mutex<[Letter]>([])
    /// Readable when there are letters.
    let wakeDescriptor: Int32
    private let ringDescriptor: Int32

    init() throws(LocalFault) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(operation: "pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        wakeDescriptor = ends[0]
        ringDescriptor = ends[1]
    }

    deinit {
        close(wakeDescriptor)
        close(ringDescriptor)
    }

    /// Leaves a letter and wakes the thread.
    func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        var byte: UInt8 = 1
        // A full pipe is already awake.
        _ = write(ringDescriptor, &byte, 1)
    }

    /// Takes all letters and quiets the pipe.
    func collect() -> [Letter] {
        var sink = [UInt8](repeating: 0, count: 256)
        while read(wakeDescriptor, &sink, sink.count) == sink.count {}
        return letters.withLock { letters in
            defer { letters.removeAll() }
            return letters
        }
    }
}

/// Hands a resolver loop over to a thread of its own.
final class ThreadStart {
    private let loop: ResolverLoop

    init(loop: ResolverLoop) {
        self.loop = loop
    }

    /// Starts the thread, detached: it ends when the loop does.
    func run() throws(LocalFault) {
        let owner = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().loop.run()
                return nil
            }, owner.toOpaque())
        guard status == 0 else {
            owner.release()
            throw .system(operation: "pthread_create", errno: status)
        }
        pthread_detach(thread)
    }
}
