/// Values by time, the earliest first.
struct TimeHeap<Value> {
    private var items: [(time: Int, value: Value)] = []

    var isEmpty: Bool { items.isEmpty }

    /// Of the earliest value.
    var time: Int? { items.first?.time }

    mutating func push(_ value: Value, at time: Int) {
        items.append((time, value))
        var index = items.count - 1
        while index > 0, items[index].time < items[(index - 1) / 2].time {
            items.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    /// The earliest value if its time has come.
    mutating func pop(by now: Int) -> Value? {
        guard let first = items.first, first.time <= now else { return nil }
        items[0] = items[items.count - 1]
        items.removeLast()
        sink()
        return first.value
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < items.count && items[child].time < items[least].time {
                least = child
            }
            guard least != index else { return }
            items.swapAt(index, least)
            index = least
        }
    }
}

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
