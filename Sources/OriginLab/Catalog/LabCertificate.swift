internal import CertificateForge

/// What an origin sends as its chain, relative to the moment the lab starts and to the origin's name.
package struct LabCertificate: Sendable {
    var issuer = Issuer.publicCA
    /// Sent after the leaf, in this order.
    var rest: [Link] = [.intermediate]
    var key = KeyKind.p256
    /// A change to the leaf's recipe; the second argument is the lab's time in seconds.
    var change: Change = { _, _ in }
    /// Whether a bit of the leaf's signature is flipped.
    var isSignatureBroken = false

    typealias Change = @Sendable (inout CertificateRecipe, Int64) -> Void

    /// Who signs the leaf.
    enum Issuer: Sendable {
        /// The intermediate of the lab's trusted CA.
        case publicCA
        /// Intermediates made for this origin with these changes, the first signed by the trusted
        /// root, each by the one before.
        case below([Change])
        /// The lab's likeness of Cloudflare's Origin CA: a root that signs leaves itself.
        case originCA
        /// A CA nobody has heard of.
        case unknownCA
        /// The leaf's own key.
        case itself
    }

    /// A certificate that may follow the leaf.
    enum Link: Hashable, Sendable {
        /// The issuer's own certificate.
        case intermediate
        /// The certificate that many steps above the issuer's.
        case step(Int)
        /// The root above it.
        case root
        /// One that has nothing to do with the chain.
        case stranger
    }

    /// As many ordinary intermediates below the trusted root.
    static func depth(_ count: Int) -> LabCertificate {
        LabCertificate(
            issuer: .below(Array(repeating: { _, _ in }, count: count)),
            rest: (0..<count).map { .step($0) })
    }

    /// Valid, for the origin's name, by the trusted CA, with its intermediate.
    static let sound = LabCertificate()

    /// The sound one with a changed recipe.
    static func sound(_ change: @escaping Change) -> LabCertificate {
        LabCertificate(change: change)
    }

    /// Signed by itself, for the origin's name.
    static let selfSigned = LabCertificate(issuer: .itself, rest: [])
}
