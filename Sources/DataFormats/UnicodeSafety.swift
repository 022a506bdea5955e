/// Which characters can be shown as they are.
package enum UnicodeSafety {
    /// Letters, marks, numbers, punctuation and symbols; never a control, a format character (bidi
    /// overrides, zero-width joiners, tags), a private or unassigned code, a line separator or a
    /// space other than U+0020.
    package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x20 { return true }
        if scalar.properties.isDefaultIgnorableCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator, .spaceSeparator:
            return false
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
            .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
            .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation,
            .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
            return true
        @unknown default:
            return false
        }
    }

    /// The value in lower-case hexadecimal, with zeros in front up to `width` digits.
    package static func hex(_ value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
