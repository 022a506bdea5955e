/// How a text report looks: never what it says.
public struct TextStyle: Hashable, Sendable {
    /// ANSI colours; they never carry meaning alone.
    public var colour: Bool
    public var symbols: SymbolSet
    /// Columns a line may take, 40 to 80.
    public var width: Int

    /// Which characters stand for the marks.
    public enum SymbolSet: String, Hashable, Sendable, CaseIterable {
        case unicode
        /// Nothing outside ASCII is printed at all.
        case ascii
    }

    /// A style; a width outside 40 to 80 is moved to the nearer end.
    public init(colour: Bool = false, symbols: SymbolSet = .unicode, width: Int = 80) {
        self.colour = colour
        self.symbols = symbols
        self.width = min(80, max(40, width))
    }
}
