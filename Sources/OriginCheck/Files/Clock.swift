internal import Glibc

/// The only place that reads the clock. All other code gets the time as an argument.
package enum Clock {
    /// Returns the current time in whole seconds.
    package static func now() -> UnixTime {
        UnixTime(seconds: Int64(time(nil)))
    }
}
