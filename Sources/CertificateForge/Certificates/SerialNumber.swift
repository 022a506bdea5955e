/// A certificate's serial number by its INTEGER contents, so zero, negative and over-long ones can be had.
package struct SerialNumber: Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// Two's complement, big-endian.
    package let contents: [UInt8]

    /// The serial number of those contents, however odd.
    package init(contents: [UInt8]) {
        self.contents = contents
    }

    /// The serial number of that value, in its shortest form.
    package init(_ value: Int64) {
        contents = DERWriter.shortestContents(of: value)
    }

    package init(integerLiteral value: Int64) {
        self.init(value)
    }
}
