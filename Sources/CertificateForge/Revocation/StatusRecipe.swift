/// Everything an OCSP response says (RFC 6960), apart from its signer. The starting point is a sound one
/// that says "good".
package struct StatusRecipe: Sendable {
    /// The one certificate it speaks of.
    package enum Status: Hashable, Sendable {
        case good
        /// Seconds since 1970, and the CRLReason's number.
        case revoked(since: Int64, reason: UInt8?)
        case unknown
    }

    package var status: Status
    /// Seconds since 1970.
    package var thisUpdate: Int64
    /// No field when nil.
    package var nextUpdate: Int64?
    /// The responder's own status; other than 0 there is nothing else in the response.
    package var responseStatus: UInt8 = 0
    /// Put beside the signature.
    package var certificates: [ForgedCertificate] = []

    /// A response from a day before `now` to six days after.
    package init(_ status: Status = .good, at now: Int64) {
        self.status = status
        thisUpdate = now - CertificateRecipe.day
        nextUpdate = now + 6 * CertificateRecipe.day
    }

    /// The same recipe with one thing changed.
    package func with(_ change: (inout StatusRecipe) -> Void) -> StatusRecipe {
        var copy = self
        change(&copy)
        return copy
    }
}
