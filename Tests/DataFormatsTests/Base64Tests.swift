import Testing

@testable import DataFormats

/// The test vectors of RFC 4648 section 10, and characters that a canonical text must not contain.
@Suite struct `Base64` {
    // swift-format-ignore
    static let vectors: [(String, String)] = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors)
    func `is written and read by the standard`(plain: String, encoded: String) {
        #expect(DataFormats.Base64.text(Array(plain.utf8)) == encoded)
        #expect(DataFormats.Base64.bytes(encoded) == Array(plain.utf8))
    }

    @Test func `holds every byte`() {
        let bytes = (0...255).map { UInt8($0) } + (0...255).reversed().map { UInt8($0) }
        #expect(DataFormats.Base64.bytes(DataFormats.Base64.text(bytes)) == bytes)
    }

    // swift-format-ignore
    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "=", "====", "Zm9v=", "Zm9vYg", "Zm9v Yg==", "Zm9v\nYg==", "Zg==Zg==",
        "Zh==", "Zm9=", "Zm-_", "Zm9vä", "Z=g=", " Zg==", "Zg== ",
    ])
    func `is refused when not canonical`(text: String) {
        #expect(DataFormats.Base64.bytes(text) == nil)
    }
}
