/// The members of a JSON object, in order. Holds pairs, as a dictionary literal brings them: a result is built
/// from some eighty objects, and none is copied for it.
public struct JSONMembers: RandomAccessCollection, Hashable, Sendable {
    let pairs: [(JSONName, JSONValue)]

    init(pairs: [(JSONName, JSONValue)]) {
        self.pairs = pairs
    }

    /// Members in that order.
    public init(_ members: some Sequence<JSONMember>) {
        pairs = members.map { (.text($0.name), $0.value) }
    }

    /// 0.
    public var startIndex: Int {
        0
    }

    /// The number of members.
    public var endIndex: Int {
        pairs.count
    }

    /// A member by its place.
    public subscript(position: Int) -> JSONMember {
        JSONMember(pairs[position].0.text, pairs[position].1)
    }

    /// The same members in the same order.
    public static func == (left: JSONMembers, right: JSONMembers) -> Bool {
        left.elementsEqual(right)
    }

    /// Over all members, in order.
    public func hash(into hasher: inout Hasher) {
        forEach { hasher.combine($0) }
    }
}
