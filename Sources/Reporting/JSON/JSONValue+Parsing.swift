extension JSONValue {
    /// The value of a text (RFC 8259); bounded in depth and size like every document of ours.
    public static func parsed(_ bytes: [UInt8]) throws(DocumentError) -> JSONValue {
        try JSONReader.value(of: bytes)
    }
}
