/// The fields of an edge error that matter.
public struct LiveEdgeError: Hashable, Sendable {
    /// HTTP status: 526, 530, 403.
    public var status: Int
    /// 526, 1016, 1000; nil when the body named none.
    public var code: Int?
    /// The stable name, as sent.
    public var name: String?
    public var category: String?

    /// One error of the edge.
    public init(status: Int, code: Int?, name: String?, category: String?) {
        self.status = status
        self.code = code
        self.name = name
        self.category = category
    }
}
