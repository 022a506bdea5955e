package import OpenSSLSupport

/// We could not look: a fault of this program or this machine, never of an origin.
package enum LocalFault: Error, Hashable, Sendable {
    /// The task was cancelled before there was anything to report.
    case cancelled
    /// A system call of ours failed; `errno` as the system names it.
    case system(operation: String, errno: Int32)
    /// OpenSSL would not do something of ours.
    case openSSL(OpenSSLFailure)
    /// c-ares would not start; `reason` is its own text.
    case resolver(reason: String)
}
