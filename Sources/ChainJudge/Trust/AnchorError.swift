/// A source of trust anchors that cannot be used: a fault of this program's inputs.
package struct AnchorError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Reason: String, Sendable {
        case empty = "holds no certificate"
        case tooLarge = "is larger than 32 MB"
        case tooMany = "holds more than 10,000 certificates"
        case unterminated = "has no END line"
        case badBase64 = "is not base64"
        case notCertificate = "is not a certificate"
    }

    package let reason: Reason
    /// The source's label.
    package let source: String
    /// The certificate in the source, counted from 1; nil when it is about the whole source.
    package let certificate: Int?
    /// The line in the source, counted from 1; nil for DER and for the whole source.
    package let line: Int?

    package var description: String {
        var place = source
        if let line { place += ":\(line)" }
        if let certificate { place += ": certificate \(certificate)" }
        return "\(place) \(reason.rawValue)"
    }
}
