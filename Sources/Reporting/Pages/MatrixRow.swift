internal import EdgePolicy

/// One origin of a matrix, with a cell for each mode, weakest first.
public struct MatrixRow: Hashable, Sendable {
    public var id: String
    public var cells: [MatrixCell]

    /// An origin with its cells.
    public init(id: String, cells: [MatrixCell]) {
        self.id = id
        self.cells = cells
    }

    /// What is not as expected, a sentence each.
    var surprises: [String] {
        cells.filter { !$0.isExpected }.map {
            "\(id), \($0.mode.rawValue): \($0.text), expected \($0.expected)."
        }
    }
}
