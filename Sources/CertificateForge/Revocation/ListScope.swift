/// Which certificates a forged list speaks of: the issuing distribution point (RFC 5280 section 5.2.5).
package struct ListScope: Hashable, Sendable {
    /// No name when empty.
    package var urls: [String] = []
    /// Written after the URLs, in the same name.
    package var otherName: AlternativeName?
    /// Named relative to the issuer instead.
    package var isRelative = false
    package var onlyServers = false
    package var onlyAuthorities = false
    package var onlyAttributes = false
    package var isIndirect = false
    package var onlySomeReasons = false

    /// A scope; everything not named is left out.
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

    /// A list named relative to its issuer.
    package static let relative = {
        var scope = ListScope()
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
            // Key compromise alone.
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
