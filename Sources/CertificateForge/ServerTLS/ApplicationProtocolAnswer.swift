/// What a server does with the client's ALPN list (RFC 7301).
package enum ApplicationProtocolAnswer: Hashable, Sendable {
    /// No ALPN extension in the answer.
    case ignore
    /// The first of ours that the client offers; none in common: no extension.
    case choose([String])
    /// This one, offered or not, which RFC 7301 section 3.2 forbids.
    case insist(String)
    /// The fatal alert 120 `no_application_protocol`, whatever is offered.
    case refuse
}
