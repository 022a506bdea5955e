import Testing

/// A test's argument of any length, shortened to its beginning in the log.
package struct AbbreviatedText: Sendable, ExpressibleByStringLiteral, CustomTestStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    package var testDescription: String {
        text.utf8.count <= 60
            ? text.debugDescription
            : "\(String(text.prefix(40)).debugDescription)… (\(text.utf8.count) bytes)"
    }
}
