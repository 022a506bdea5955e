internal import CertificateForge
internal import OriginFacts

/// The certificate chain that an origin sends, relative to the lab's start time and the origin's
/// name.
package struct LabCertificate: Sendable {
    var issuer = Issuer.publicCA
    /// The certificates sent after the leaf, in this order.
    var rest: [Link] = [.intermediate]
    var key = KeyKind.p256
    /// A change to the leaf's recipe. The second argument is the lab's start time in seconds.
    var change: Change = { _, _ in }
    /// Whether a bit of the leaf's signature is flipped.
    var isSignatureBroken = false

    typealias Change = @Sendable (inout CertificateRecipe, Int64) -> Void

    /// The issuer of the leaf.
    enum Issuer: Sendable {
        /// The intermediate of the lab's trusted CA.
        case publicCA
        /// Intermediates created for this origin with these changes. The first is signed by the
        /// trusted root, and each of the others by the one before it.
        case below([Change])
        /// A CA like Cloudflare's Origin CA: a root that signs leaves directly.
        case originCA
        /// A CA that is not trusted.
        case unknownCA
        /// The leaf's own key.
        case itself
    }

    /// A certificate that may follow the leaf.
    enum Link: Hashable, Sendable {
        /// The issuer's own certificate.
        case intermediate
        /// The certificate this many steps above the issuer's.
        case step(Int)
        /// The root of the chain.
        case root
        /// An unrelated certificate.
        case stranger
    }

    /// Creates a chain with this many ordinary intermediates below the trusted root.
    static func depth(_ count: Int) -> LabCertificate {
        LabCertificate(
            issuer: .below(Array(repeating: { _, _ in }, count: count)),
            rest: (0..<count).map { .step($0) })
    }

    /// A valid certificate from the trusted CA for the origin's name, with its intermediate.
    static let sound = LabCertificate()

    /// Creates a certificate that is valid except for a change to its recipe.
    static func sound(_ change: @escaping Change) -> LabCertificate {
        LabCertificate(change: change)
    }

    /// A self-signed certificate for the origin's name.
    static let selfSigned = LabCertificate(issuer: .itself, rest: [])
}

/// The CAs of a running lab, which issue its certificates.
struct LabAuthorities {
    private let now: Int64
    private let trusted: Authority
    private let unknown: Authority
    private let originCA: ForgedCertificate
    /// The certificates whose RSA keys are shared, by kind of key. Generating an RSA key takes a
    /// tenth of a second or more, so RSA leaves of the same size share one key.
    private var rsa: [KeyKind: ForgedCertificate] = [:]

    /// Creates the CAs, valid around the given time.
    init(at now: UnixTime) throws(LabFailure) {
        let seconds = now.seconds
        self.now = seconds
        trusted = try LabFailure.wrapping { try Authority("Lab Public", at: seconds) }
        unknown = try LabFailure.wrapping { try Authority("Lab Unknown", at: seconds) }
        originCA = try LabFailure.wrapping {
            try Forge.issue(.authority("Lab Origin CA Root", at: seconds))
        }
    }

    /// The roots, as PEM, that a client must trust for the expected outcomes.
    var rootsPEM: String {
        trusted.root.pem + originCA.pem
    }

    /// Returns the TLS settings for a server with this host name.
    mutating func settings(
        _ behaviour: TLSBehaviour, hostname: String
    ) throws(LabFailure) -> ServerTLSSettings {
        var settings = ServerTLSSettings(identities: [])
        for certificate in behaviour.certificates {
            settings.identities.append(try identity(certificate, hostname: hostname))
        }
        for (name, certificate) in behaviour.named {
            settings.namedIdentities[name] = try identity(certificate, hostname: name)
        }
        settings.clientCertificate = try demand(behaviour.demand)
        behaviour.change(&settings)
        return settings
    }

    private mutating func identity(
        _ certificate: LabCertificate, hostname: String
    ) throws(LabFailure) -> ServerIdentity {
        let issuer = try LabFailure.wrapping { try above(certificate.issuer) }
        var recipe = CertificateRecipe.server(hostname, at: now)
        certificate.change(&recipe, now)
        var leaf = try leaf(recipe, certificate.key, by: issuer.first)
        if certificate.isSignatureBroken { leaf = leaf.withBrokenSignature }
        let rest = certificate.rest.compactMap { link in
            switch link {
            case .intermediate: issuer.first
            case .step(let steps): issuer.dropFirst(steps).first
            case .root: issuer.last
            case .stranger: unknown.intermediate
            }
        }
        return ServerIdentity(leaf, sending: rest)
    }

    private mutating func leaf(
        _ recipe: CertificateRecipe, _ kind: KeyKind, by issuer: ForgedCertificate?
    ) throws(LabFailure) -> ForgedCertificate {
        let known = rsa[kind]
        let leaf = try LabFailure.wrapping {
            if let known {
                return try Forge.issue(recipe, key: known.key, by: issuer?.asIssuer)
            }
            return try Forge.issue(recipe, key: kind, by: issuer?.asIssuer)
        }
        if case .rsa = kind { rsa[kind] = leaf }
        return leaf
    }

    /// Returns the certificates above a leaf, nearest first. The result is empty for a self-signed
    /// leaf.
    private func above(_ issuer: LabCertificate.Issuer) throws -> [ForgedCertificate] {
        switch issuer {
        case .publicCA: return [trusted.intermediate, trusted.root]
        case .unknownCA: return [unknown.intermediate, unknown.root]
        case .originCA: return [originCA]
        case .itself: return []
        case .below(let changes):
            var path = [trusted.root]
            for (index, change) in changes.enumerated() {
                var recipe = CertificateRecipe.authority("Lab Intermediate \(index + 1)", at: now)
                change(&recipe, now)
                path.insert(try Forge.issue(recipe, by: path[0].asIssuer), at: 0)
            }
            return path
        }
    }

    private func demand(
        _ demand: TLSBehaviour.ClientDemand
    ) throws(LabFailure) -> ClientCertificateDemand {
        let named = { (name: String) throws(LabFailure) in
            try LabFailure.wrapping { [try Forge.issue(.authority(name, at: now)).der] }
        }
        switch demand {
        case .none: return .none
        case .asked(let name): return .asked(authorities: try named(name))
        case .required(let name): return .required(authorities: try named(name))
        }
    }
}
