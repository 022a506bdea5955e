package import OpenSSLSupport

/// How far a server connection came.
package enum ServerTLSStep<Value: Sendable>: Sendable {
    case done(Value)
    /// Nothing more to do until the client says more.
    case needsBytes
    /// The client said goodbye.
    case closed
    /// OpenSSL's reasons, oldest first; the alert is in `takeOutgoing`.
    case failed([OpenSSLError])
}
