extension Array where Element == UInt8 {
    /// Appends a number in decimal, zeros in front up to that many digits. A record has dozens of times,
    /// addresses and numbers, and strings put together from strings are slow (docs/performance.md).
    package mutating func append(decimal number: UInt, digits: Int = 1) {
        if number >= 10 || digits > 1 { append(decimal: number / 10, digits: digits - 1) }
        append(0x30 + UInt8(number % 10))
    }
}
