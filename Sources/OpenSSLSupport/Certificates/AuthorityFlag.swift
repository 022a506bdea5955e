/// What the basic constraints extension says (RFC 5280 section 4.2.1.9).
package enum AuthorityFlag: Hashable, Sendable {
    case absent
    /// The extension is there and cannot be read, or is there more than once.
    case unreadable
    case endEntity
    /// `pathLength` nil: no limit.
    case authority(pathLength: Int?)
}
