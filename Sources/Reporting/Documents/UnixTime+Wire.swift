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
        // A fraction of a second is cut off.
        if case .number(let seconds) = node.value, seconds.magnitude < 1e15 {
            let whole = Int64(seconds)
            self.init(seconds: Double(whole) > seconds ? whole - 1 : whole)
            return
        }
        guard case .string(let text) = node.value, let time = UnixTime(parsing: text) else {
            throw node.wrongType("a time: epoch seconds, or RFC 3339")
        }
        self = time
    }
}
