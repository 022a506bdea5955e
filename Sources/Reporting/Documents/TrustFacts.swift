public import OriginFacts

/// Which list of roots a verdict rests on.
public struct TrustFacts: Hashable, Sendable {
    /// As on the command line: `cloudflare`, `system`, `only`.
    public var name: String
    /// For people: "Cloudflare's list of public roots".
    public var label: String
    /// The list's own date; nil when it has none.
    public var date: CivilDate?
    /// Lower-case hex of the SHA-256 over the list.
    public var sha256: String
    /// Number of roots.
    public var count: Int
    /// What a reader should know: "no fetched bundle: the system's roots stand in".
    public var note: String?

    /// Facts about one list of roots.
    public init(
        name: String, label: String, date: CivilDate?, sha256: String, count: Int,
        note: String? = nil
    ) {
        self.name = name
        self.label = label
        self.date = date
        self.sha256 = sha256
        self.count = count
        self.note = note
    }
}
