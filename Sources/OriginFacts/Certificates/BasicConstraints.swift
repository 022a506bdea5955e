/// The basic constraints extension (RFC 5280 section 4.2.1.9).
public enum BasicConstraints: Hashable, Sendable {
    case absent
    case endEntity
    /// `pathLength` nil: no limit.
    case authority(pathLength: Int?)
}
