package import OriginFacts

/// Where trust anchors come from: one file's bytes and what its certificates count as.
package struct AnchorSource: Sendable {
    /// What a path that ends here is called.
    package let anchorClass: AnchorClass
    /// Names the source in errors and reports: a path, `system`, `Cloudflare Origin CA`.
    package let label: String
    /// PEM text with any number of certificates, or one certificate in DER.
    package let bytes: [UInt8]

    /// Anchors of one class, not yet read.
    package init(_ anchorClass: AnchorClass, label: String, bytes: [UInt8]) {
        self.anchorClass = anchorClass
        self.label = label
        self.bytes = bytes
    }
}

extension AnchorSource {
    /// The error about this source; `offset` is where in its text.
    func failure(
        _ reason: AnchorError.Reason, certificate: Int? = nil, offset: Int? = nil
    ) -> AnchorError {
        let line = offset.map { end in
            bytes[..<end].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        }
        return AnchorError(reason: reason, source: label, certificate: certificate, line: line)
    }
}
