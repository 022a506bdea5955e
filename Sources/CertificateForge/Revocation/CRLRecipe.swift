package import OpenSSLSupport

/// The content of a CRL (RFC 5280 section 5), apart from its issuer. There are no checks. The
/// defaults make a sound, empty CRL.
package struct CRLRecipe: Hashable, Sendable {
    /// The time of this update, in seconds since 1970.
    package var thisUpdate: Int64
    /// The time of the next update; the field is left out if nil.
    package var nextUpdate: Int64?
    package var entries: [CRLEntry] = []
    /// The version, 1 or 2. Extensions are written in both.
    package var version = 2
    /// The CRL number; the extension is left out if nil.
    package var number: Int64? = 7
    package var isNumberCritical = false
    package var scope: CRLScope?
    /// Extra extensions, written last.
    package var extraExtensions: [CertificateExtension] = []
    package var digest: SignatureDigest = .sha256

    /// Creates a recipe for a CRL that is valid from a day before `now` to six days after.
    package init(at now: Int64, revoking entries: [CRLEntry] = []) {
        thisUpdate = now - CertificateRecipe.day
        nextUpdate = now + 6 * CertificateRecipe.day
        self.entries = entries
    }

    /// Returns a changed copy of the recipe.
    package func with(_ change: (inout CRLRecipe) -> Void) -> CRLRecipe {
        var copy = self
        change(&copy)
        return copy
    }

    /// A delta CRL indicator (RFC 5280 section 5.2.4).
    package static let delta = CertificateExtension(
        "2.5.29.27", critical: true, value: DERWriter.integer(6))

    func extensions(issuerKey: [UInt8]?) -> [CertificateExtension] {
        let written: [CertificateExtension?] = [
            issuerKey.map {
                .init("2.5.29.35", value: DERWriter.sequence(DERWriter.tagged(0, $0)))
            },
            number.map {
                .init("2.5.29.20", critical: isNumberCritical, value: DERWriter.integer($0))
            },
            scope.map { .init("2.5.29.28", critical: true, value: $0.der) },
        ]
        return written.compactMap(\.self) + extraExtensions
    }
}

/// One entry of a CRL.
package struct CRLEntry: Hashable, Sendable {
    package var serial: SerialNumber
    /// The time of revocation, in seconds since 1970.
    package var since: Int64
    /// The number of the CRLReason; the extension is left out if nil.
    package var reason: UInt8?
    package var extraExtensions: [CertificateExtension] = []

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

/// The certificates that a CRL covers: the issuing distribution point (RFC 5280 section 5.2.5).
package struct CRLScope: Hashable, Sendable {
    /// The URLs in the distribution point's name; the name is left out if there is no entry.
    package var urls: [String] = []
    /// A further entry of the name, written after the URLs.
    package var otherName: AlternativeName?
    /// Whether the distribution point is named relative to the issuer instead.
    package var isRelative = false
    package var onlyServers = false
    package var onlyAuthorities = false
    package var onlyAttributes = false
    package var isIndirect = false
    package var onlySomeReasons = false

    /// Creates a scope. Omitted parts are left out.
    package init(
        urls: [String] = [], onlyServers: Bool = false, onlyAuthorities: Bool = false,
        onlyAttributes: Bool = false, isIndirect: Bool = false, onlySomeReasons: Bool = false
    ) {
        self.urls = urls
        self.onlyServers = onlyServers
        self.onlyAuthorities = onlyAuthorities
        self.onlyAttributes = onlyAttributes
        self.isIndirect = isIndirect
        self.onlySomeReasons = onlySomeReasons
    }

    /// The scope of a CRL named relative to its issuer.
    package static let relative = {
        var scope = CRLScope()
        scope.isRelative = true
        return scope
    }()

    var der: [UInt8] {
        let flag = { (number: UInt8, isSet: Bool) in
            isSet ? DERWriter.tagged(number, [0xFF]) : []
        }
        return DERWriter.sequence(
            name.isEmpty ? [] : DERWriter.wrapped(0, name), flag(1, onlyServers),
            flag(2, onlyAuthorities),
            // The reasons: key compromise only.
            onlySomeReasons ? DERWriter.tagged(3, [0x06, 0x40]) : [], flag(4, isIndirect),
            flag(5, onlyAttributes))
    }

    private var name: [UInt8] {
        if isRelative {
            let part = DERWriter.sequence(
                ObjectIdentifier("2.5.4.3").der, DERWriter.element(0x0C, Array("part".utf8)))
            return DERWriter.wrapped(1, part)
        }
        let names = urls.map { AlternativeName.uri($0).der } + (otherName.map { [$0.der] } ?? [])
        return names.isEmpty ? [] : DERWriter.wrapped(0, names.flatMap(\.self))
    }
}

extension Forge {
    /// Returns a CRL in DER, in the issuer's name and signed by the issuer.
    package static func crl(
        _ recipe: CRLRecipe, by issuer: CertificateIssuer
    ) throws(OpenSSLFailure) -> [UInt8] {
        let algorithm = try SignatureAlgorithm(digest: recipe.digest, key: issuer.key)
        var entries: [[UInt8]] = []
        for entry in recipe.entries { entries.append(try entry.der()) }
        let extensions = recipe.extensions(issuerKey: issuer.keyIdentifier)
        let body = DERWriter.sequence(
            recipe.version == 1 ? [] : DERWriter.integer(Int64(recipe.version - 1)),
            algorithm.identifier, issuer.name, try time(recipe.thisUpdate),
            try recipe.nextUpdate.map(time) ?? [],
            entries.isEmpty ? [] : DERWriter.sequence(of: entries),
            extensions.isEmpty
                ? [] : DERWriter.wrapped(0, DERWriter.sequence(of: extensions.map(\.der))))
        let signature = try algorithm.sign(body, with: issuer.key)
        return DERWriter.sequence(body, algorithm.identifier, DERWriter.bits(signature))
    }
}
