internal import OpenSSLSupport

/// One line of a forged revocation list.
package struct ListEntry: Hashable, Sendable {
    package var serial: SerialNumber
    /// Seconds since 1970.
    package var since: Int64
    /// The CRLReason's number; no extension when nil.
    package var reason: UInt8?
    package var extraExtensions: [CertificateExtension] = []

    /// That serial number, revoked at that time.
    package init(_ serial: SerialNumber, since: Int64, reason: UInt8? = nil) {
        self.serial = serial
        self.since = since
        self.reason = reason
    }

    func der() throws(OpenSSLFailure) -> [UInt8] {
        let reasons = reason.map {
            [CertificateExtension("2.5.29.21", value: DERWriter.element(0x0A, [$0]))]
        }
        let extensions = (reasons ?? []) + extraExtensions
        return DERWriter.sequence(
            DERWriter.integer(contents: serial.contents), try Forge.time(since),
            extensions.isEmpty ? [] : DERWriter.sequence(of: extensions.map(\.der)))
    }
}
