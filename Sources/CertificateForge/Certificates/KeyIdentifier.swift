/// What a subject or authority key identifier says.
package enum KeyIdentifier: Hashable, Sendable {
    case absent
    /// The identifier of the key itself (subject) or of the issuer (authority).
    case matching
    /// Twenty bytes that belong to no key.
    case wrong
    case bytes([UInt8])

    /// The identifier to write, where `matching` is the right one.
    func resolved(matching: [UInt8]?) -> [UInt8]? {
        switch self {
        case .absent: nil
        case .matching: matching
        case .wrong: [UInt8](repeating: 0xBA, count: 20)
        case .bytes(let bytes): bytes
        }
    }
}
