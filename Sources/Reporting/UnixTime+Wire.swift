internal import OriginFacts

extension UnixTime {
    /// RFC 3339 in UTC; plain seconds outside the years 0 to 9999, which it cannot spell.
    var json: JSONValue {
        (0...9_999).contains(date.year) ? .string(rfc3339) : .integer(seconds)
    }

    init(_ node: JSONNode) throws(DocumentError) {
        if case .integer(let seconds) = node.value {
            self.init(seconds: seconds)
            return
        }
        let text = try node.string()
        guard let time = UnixTime(parsing: text) else { throw node.wrongType("a time") }
        self = time
    }
}
