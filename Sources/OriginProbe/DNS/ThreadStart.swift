internal import Glibc

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
