internal import DataFormats
public import OriginFacts

/// Text that is safe to show. Literal parts come from this program. Every interpolated string is
/// treated as hostile: its control, format and bidirectional characters are escaped, and it is cut
/// if it is long. So the compiler ensures that a sentence cannot send an origin's bytes to a
/// terminal unescaped.
public struct TerminalText: Hashable, Sendable {
    /// The text as one line, without control characters.
    public let text: String

    /// The maximum number of characters shown from a hostile string.
    public static let cutAfter = 160

    /// Creates text from a hostile string, escaped and cut.
    package init(untrusted raw: String, limit: Int = TerminalText.cutAfter) {
        text = TerminalText.escape(raw, limit: limit)
    }

    /// Creates text from hostile bytes: printable ASCII unchanged, `\xNN` for other bytes.
    package init(bytes: [UInt8], limit: Int = 64) {
        let shown = bytes.prefix(limit).map { byte in
            (0x20...0x7E).contains(byte)
                ? String(Unicode.Scalar(byte)) : "\\x" + UnicodeSafety.hex(UInt32(byte), width: 2)
        }
        text = shown.joined() + (bytes.count > limit ? "..." : "")
    }

    /// Creates text from a string that this program generated.
    init(trusted: String) {
        text = trusted
    }

    var isEmpty: Bool {
        text.isEmpty
    }

    static func + (left: TerminalText, right: TerminalText) -> TerminalText {
        TerminalText(trusted: left.text + right.text)
    }
}

extension TerminalText {
    /// Returns the string made safe to print: escaped, and cut if it is long.
    public static func escaped(_ raw: String, limit: Int = TerminalText.cutAfter) -> String {
        escape(raw, limit: limit)
    }

    /// Returns the string with every scalar escaped that could control a terminal or mislead a
    /// reader. At most `limit` scalars of the original are kept; the size of the whole is shown if
    /// it was cut.
    static func escape(_ raw: String, limit: Int) -> String {
        if raw.utf8.count <= limit, raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return raw }
        var safe = ""
        var kept = 0
        for scalar in raw.unicodeScalars {
            guard kept < limit else {
                return safe + "... (\(raw.utf8.count) bytes)"
            }
            kept += 1
            append(scalar, to: &safe)
        }
        return safe
    }

    private static func append(_ scalar: Unicode.Scalar, to safe: inout String) {
        switch scalar.value {
        case 0x20...0x7E: safe.unicodeScalars.append(scalar)
        case 0x09: safe += "\\t"
        case 0x0A: safe += "\\n"
        case 0x0D: safe += "\\r"
        case 0x00...0x1F, 0x7F: safe += "\\x" + UnicodeSafety.hex(scalar.value, width: 2)
        default:
            if UnicodeSafety.isHarmless(scalar) {
                safe.unicodeScalars.append(scalar)
            } else {
                safe += "\\u{" + UnicodeSafety.hex(scalar.value, width: 4) + "}"
            }
        }
    }
}

extension TerminalText: ExpressibleByStringInterpolation {
    /// Creates text from a literal.
    public init(stringLiteral literal: String) {
        text = literal
    }

    /// Creates text from a literal with interpolated values.
    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.safe
    }

    /// A builder for sentences that keeps literals unchanged and escapes strings.
    public struct Interpolation: StringInterpolationProtocol {
        var safe = ""

        /// Creates an empty text with capacity for the literal parts.
        public init(literalCapacity: Int, interpolationCount: Int) {
            safe.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Appends a literal unchanged.
        public mutating func appendLiteral(_ literal: String) {
            safe += literal
        }

        /// Appends a string from any source, escaped and cut.
        public mutating func appendInterpolation(_ raw: String) {
            safe += TerminalText.escape(raw, limit: TerminalText.cutAfter)
        }

        /// Appends text that is already safe.
        public mutating func appendInterpolation(_ part: TerminalText) {
            safe += part.text
        }

        /// Appends a number.
        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            safe += String(number)
        }

        /// Appends an address in its canonical form.
        public mutating func appendInterpolation(_ address: IPAddress) {
            safe += address.description
        }

        /// Appends the UTC date of a moment.
        public mutating func appendInterpolation(_ time: UnixTime) {
            safe += time.date.iso8601
        }
    }
}

/// The width of a text in terminal columns (Unicode UAX #11: wide and fullwidth characters take
/// two, marks none).
enum DisplayWidth {
    /// Returns the width of the text in columns. Each part of an emoji sequence is counted, so the
    /// result is never too small.
    static func of(_ text: String) -> Int {
        var width = 0
        for scalar in text.unicodeScalars { width += of(scalar) }
        return width
    }

    /// Returns the width of one scalar: 0, 1 or 2 columns.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        if (0x20...0x7E).contains(scalar.value) { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        case .spacingMark, .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
            .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
            .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
            .privateUse, .unassigned:
            break
        @unknown default: break
        }
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return scalar.properties.isEmojiPresentation
            || wideRanges.contains { $0.contains(scalar.value) }
    }

    /// The East Asian Width ranges W and F, without the emoji, which the property above covers.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
        0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18AFF,
        0x1B000...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
