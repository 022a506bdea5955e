internal import ChainVerification
internal import OpenSSLSupport
internal import OriginProbe

/// Gets CRLs from the cache, otherwise from their URLs. Requests each URL once per run.
actor CRLFetcher {
    /// The maximum number of concurrent fetches.
    private static let together = 4
    /// The maximum size of the CRLs kept in memory for later targets, in bytes.
    private static let mostHeld = 128 << 20

    /// The cache; nil if nothing is kept between runs.
    private let cache: CRLCache?
    /// The fetcher; nil if only the cache is used.
    private let fetch: HTTPFetch?
    private let cacheFailed: (@Sendable (String) -> Void)?
    private var tasks: [String: Task<RevocationList, Never>] = [:]
    private var heldBytes = 0
    private var free = together
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var hasToldCacheFailure = false

    init(
        cache: CRLCache?, fetch: HTTPFetch?, cacheFailed: (@Sendable (String) -> Void)? = nil
    ) {
        self.cache = cache
        self.fetch = fetch
        self.cacheFailed = cacheFailed
    }

    /// Returns the CRLs from these URLs, up to the limit for one chain. Each element is the CRL or
    /// the reason it is missing.
    func lists(from urls: [String], milliseconds: Int) async -> [RevocationList] {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        let asked = urls.prefix(RevocationLimits.lists).map { task(for: $0, until: end) }
        var lists: [RevocationList] = []
        for task in asked { lists.append(await task.value) }
        return lists
    }

    private func task(
        for url: String, until end: ContinuousClock.Instant
    ) -> Task<RevocationList, Never> {
        if let known = tasks[url] { return known }
        if heldBytes > CRLFetcher.mostHeld {
            tasks = [:]
            heldBytes = 0
        }
        let task = Task { await self.list(from: url, until: end) }
        tasks[url] = task
        return task
    }

    private func list(
        from url: String, until end: ContinuousClock.Instant
    ) async -> RevocationList {
        if let kept = cache?.list(from: url, at: Clock.now()) { return hold(kept, from: url) }
        guard let fetch else {
            return RevocationList(
                source: url, content: .missing("not in the cache, and fetching is off"))
        }
        await begin()
        defer { finish() }
        let left = Int((end - ContinuousClock.now) / .milliseconds(1))
        guard left > 0 else {
            return RevocationList(source: url, content: .missing("\(FetchError.outOfTime)"))
        }
        do throws(FetchError) {
            let list = try await fetch.get(
                url, limit: RevocationLimits.listBytes, milliseconds: left)
            keep(list, from: url)
            return hold(list, from: url)
        } catch {
            return RevocationList(source: url, content: .missing("\(error)"))
        }
    }

    private func hold(_ list: [UInt8], from url: String) -> RevocationList {
        heldBytes += list.count
        return RevocationList(source: url, content: .der(list))
    }

    private func keep(_ list: [UInt8], from url: String) {
        do throws(OriginCheckError) {
            try cache?.keep(list, from: url, at: Clock.now())
        } catch {
            if hasToldCacheFailure { return }
            hasToldCacheFailure = true
            cacheFailed?(error.message)
        }
    }

    private func begin() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func finish() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
