/// An operation of ours that OpenSSL would not do: a fault of this program or its inputs, never of an
/// origin.
package struct OpenSSLFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was attempted: `read private key`.
    package let operation: String
    /// OpenSSL's own words.
    package let reason: String

    /// The failure of that operation, for that reason.
    package init(operation: String, reason: String) {
        self.operation = operation
        self.reason = reason
    }

    package var description: String {
        "cannot \(operation): \(reason)"
    }
}
