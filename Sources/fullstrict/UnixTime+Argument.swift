internal import ArgumentParser
internal import OriginFacts

extension UnixTime: @retroactive ExpressibleByArgument {
    /// Epoch seconds, a date or an RFC 3339 time.
    public init?(argument: String) {
        self.init(parsing: argument)
    }
}
