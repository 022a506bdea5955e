internal import Glibc
internal import OriginFacts

/// The one place that reads the clock; everything below takes the time as an argument.
enum Clock {
    /// Now, in whole seconds.
    static func now() -> UnixTime {
        UnixTime(seconds: Int64(time(nil)))
    }
}
