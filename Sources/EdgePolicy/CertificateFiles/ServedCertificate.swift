public import OriginFacts

/// Another certificate than the file's that an address showed.
public struct ServedCertificate: Hashable, Sendable {
    public var leaf: CertificateFacts
    /// Connections that showed it.
    public var count: Int
    public var relation: ServedRelation
    /// Whether it certifies the file's key.
    public var hasSameKey: Bool

    /// One certificate with how often it was seen.
    public init(
        _ leaf: CertificateFacts, count: Int, relation: ServedRelation, hasSameKey: Bool
    ) {
        self.leaf = leaf
        self.count = count
        self.relation = relation
        self.hasSameKey = hasSameKey
    }
}
