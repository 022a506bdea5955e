extension UInt8 {
    /// The lower-case letter for an upper-case one, as DNS compares names (RFC 4343).
    var asciiLowercased: UInt8 {
        (0x41...0x5A).contains(self) ? self | 0x20 : self
    }
}
