/// Why bytes are no usable OCSP response.
package enum StatusResponseFailure: Error, Hashable {
    case unreadable
    /// The responder answered with an error: `trylater`, `unauthorized`.
    case refused(String)
}
