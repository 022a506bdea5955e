/// What the basic constraints extension says (RFC 5280 section 4.2.1.9).
package enum BasicConstraint: Hashable, Sendable {
    case absent
    /// `CA:FALSE`.
    case endEntity
    case authority(pathLength: Int?)

    var der: [UInt8]? {
        switch self {
        case .absent: nil
        case .endEntity: DERWriter.sequence()
        case .authority(let pathLength):
            DERWriter.sequence(
                DERWriter.yes, pathLength.map { DERWriter.integer(Int64($0)) } ?? [])
        }
    }
}
