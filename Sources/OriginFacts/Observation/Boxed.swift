/// A value kept apart from what holds it, so that a copy of the holder copies a reference.
enum Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    indirect case value(Value)

    var value: Value {
        switch self {
        case .value(let value): value
        }
    }
}
