/// How a certificate that is served stands to the file's.
public enum ServedRelation: String, Hashable, Sendable, CaseIterable {
    /// It begins earlier: renewed on disk, not reloaded.
    case older
    /// It begins later: the file is the stale one.
    case newer
    /// It carries none of the file's names: another site answers.
    case otherNames = "other-names"
    /// Its key is of another kind: servers may hold one certificate for each.
    case otherKeyKind = "other-key-kind"
    case other
}
