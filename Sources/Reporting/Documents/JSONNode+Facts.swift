package import DataFormats
internal import OriginFacts

/// Conversions from document values to values of OriginFacts.
extension JSONNode {
    func address() throws(JSONError) -> IPAddress {
        let text = try string()
        guard let address = IPAddress(text) else { throw wrongType("an IP address") }
        return address
    }

    func addresses() throws(JSONError) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for item in try items() { addresses.append(try item.address()) }
        return addresses
    }
}

extension JSONValue {
    /// Parses a JSON text.
    package static func parsed(_ bytes: [UInt8]) throws(DocumentError) -> JSONValue {
        try DocumentError.wrapping { () throws(JSONError) in try JSONReader.value(of: bytes) }
    }
}
