public import ArgumentParser
public import OriginFacts

extension UnixTime: ExpressibleByArgument {
    /// Epoch seconds, a date or an RFC 3339 time.
    public init?(argument: String) {
        self.init(parsing: argument)
    }
}
