public import ArgumentParser
public import OriginCheck

extension EncryptionMode: ExpressibleByArgument {}

extension EdgeSettings.Switch: ExpressibleByArgument {}

extension UnixTime: ExpressibleByArgument {
    /// Reads epoch seconds, a date or an RFC 3339 time.
    public init?(argument: String) {
        self.init(parsing: argument)
    }
}
