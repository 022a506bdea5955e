/// One named field of a row of a list.
public struct ListColumn: Hashable, Sendable {
    /// As in the header, or the name its place stands for.
    public var name: String
    public var value: String

    /// A field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
