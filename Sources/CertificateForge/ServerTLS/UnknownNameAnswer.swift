/// What a server does with a name it has no certificate of its own for.
package enum UnknownNameAnswer: Hashable, Sendable {
    case defaultIdentity
    /// The fatal alert 112 `unrecognized_name` (RFC 6066), also when no name is sent.
    case refuse
}
