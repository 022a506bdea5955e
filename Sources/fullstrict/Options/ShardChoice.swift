internal import ArgumentParser

/// `--shard I/N`.
struct ShardChoice: ExpressibleByArgument {
    /// From 0.
    let index: Int
    let count: Int

    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
            (1...100_000).contains(count), (1...count).contains(number)
        else { return nil }
        index = number - 1
        self.count = count
    }
}
