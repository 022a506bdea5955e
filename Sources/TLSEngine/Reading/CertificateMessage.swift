/// The certificates of a Certificate message as sent (RFC 8446 section 4.4.2, RFC 5246 section 7.4.2),
/// for handshakes that failed before libssl kept them.
struct CertificateMessage: Hashable {
    /// In the order sent; ends where the message stops making sense.
    let certificates: [[UInt8]]

    /// Reads a message body. At most 100 certificates are taken.
    init(_ body: [UInt8], isTLS13: Bool) {
        var cursor = ByteCursor(body)
        if isTLS13, let context = cursor.uint8() {
            _ = cursor.bytes(Int(context))
        }
        _ = cursor.uint24()
        var found: [[UInt8]] = []
        while found.count < 100, let length = cursor.uint24(), let der = cursor.bytes(length) {
            found.append(Array(der))
            guard isTLS13 else { continue }
            guard let extensions = cursor.uint16(), cursor.bytes(Int(extensions)) != nil else {
                break
            }
        }
        certificates = found
    }
}
