@testable import TLSEngine

/// A ClientHello, read from the first bytes a client sends (RFC 8446 section 4.1.2).
struct ClientHello {
    let suites: [UInt16]
    /// The extensions by number, in any order.
    let extensions: [UInt16: [UInt8]]

    init?(_ record: [UInt8]) {
        var cursor = ByteCursor(record)
        guard cursor.uint8() == 22, cursor.uint16() != nil, cursor.uint16() != nil,
            cursor.uint8() == 1, cursor.uint24() != nil, cursor.bytes(34) != nil,
            let session = cursor.uint8(), cursor.bytes(Int(session)) != nil,
            let suiteBytes = cursor.uint16(), let suites = cursor.bytes(Int(suiteBytes)),
            let methods = cursor.uint8(), cursor.bytes(Int(methods)) != nil, cursor.uint16() != nil
        else { return nil }
        self.suites = ClientHello.numbers(Array(suites))
        var extensions: [UInt16: [UInt8]] = [:]
        while let kind = cursor.uint16(), let count = cursor.uint16(),
            let content = cursor.bytes(Int(count))
        {
            extensions[kind] = Array(content)
        }
        self.extensions = extensions
    }

    /// Returns the 16-bit numbers of an extension that is a list with a length of `prefix` bytes.
    func list(_ kind: UInt16, prefix: Int = 2) -> [UInt16] {
        ClientHello.numbers(Array((extensions[kind] ?? []).dropFirst(prefix)))
    }

    /// The groups of the key shares (extension 51).
    var keyShareGroups: [UInt16] {
        var cursor = ByteCursor((extensions[51] ?? []).dropFirst(2))
        var groups: [UInt16] = []
        while let group = cursor.uint16(), let count = cursor.uint16(),
            cursor.bytes(Int(count)) != nil
        {
            groups.append(group)
        }
        return groups
    }

    private static func numbers(_ bytes: [UInt8]) -> [UInt16] {
        var cursor = ByteCursor(bytes)
        var found: [UInt16] = []
        while let number = cursor.uint16() { found.append(number) }
        return found
    }
}
