internal import Glibc

/// The one place that reads the clock; all else takes the time as an argument.
package enum Clock {
    /// Now, in whole seconds.
    package static func now() -> UnixTime {
        UnixTime(seconds: Int64(time(nil)))
    }
}
