/// First come, first served.
struct WaitingLine<Value> {
    private var items: [Value] = []
    private var head = 0

    var count: Int { items.count - head }
    var isEmpty: Bool { head == items.count }
    var first: Value? { isEmpty ? nil : items[head] }

    mutating func push(_ value: Value) {
        items.append(value)
    }

    mutating func pop() -> Value? {
        guard head < items.count else { return nil }
        defer {
            head += 1
            if head > 64, head * 2 > items.count {
                items.removeFirst(head)
                head = 0
            }
        }
        return items[head]
    }
}
