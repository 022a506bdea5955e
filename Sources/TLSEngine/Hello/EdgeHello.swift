/// The options of the edge's ClientHello.
package struct EdgeHello: Sendable {
    package var keyExchange: EdgeKeyExchange
    package var offer: OfferKind
    /// Whether to request a stapled OCSP response (RFC 6066 section 8).
    package var asksForOCSPStaple: Bool
    /// The certificate for Authenticated Origin Pulls; nil sends none if the origin requests one.
    package var clientIdentity: ClientIdentity?

    package init(
        keyExchange: EdgeKeyExchange = .postQuantumSupported, offer: OfferKind = .edge,
        asksForOCSPStaple: Bool = false,
        clientIdentity: ClientIdentity? = nil
    ) {
        self.keyExchange = keyExchange
        self.offer = offer
        self.asksForOCSPStaple = asksForOCSPStaple
        self.clientIdentity = clientIdentity
    }
}

/// The contents of the ClientHello that Cloudflare's edge sends to an origin, in the edge's order.
///
/// Suites and groups: developers.cloudflare.com/ssl/origin-configuration/cipher-suites.
/// Post-quantum groups: developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin.
/// Signature algorithms: Pingora, pingora-core/src/connectors/tls/boringssl_openssl/mod.rs.
package enum EdgeHelloTable {
    /// A cipher suite: its name in OpenSSL's cipher strings and its number on the wire.
    package struct Suite: Hashable, Sendable {
        package let name: String
        package let number: UInt16
    }

    /// A named group or a signature algorithm: its name in OpenSSL's lists and its number.
    package struct Choice: Hashable, Sendable {
        package let name: String
        package let number: UInt16
    }

    // swift-format-ignore
    /// TLS 1.3 suites, in BoringSSL's fixed order. Source: cipher-suites.
    package static let suites13: [Suite] = [
        Suite(name: "TLS_AES_128_GCM_SHA256",        number: 0x1301),
        Suite(name: "TLS_AES_256_GCM_SHA384",        number: 0x1302),
        Suite(name: "TLS_CHACHA20_POLY1305_SHA256",  number: 0x1303),
    ]

    // swift-format-ignore
    /// Suites of TLS 1.2 and older. Source: cipher-suites.
    package static let suites12: [Suite] = [
        Suite(name: "ECDHE-ECDSA-AES128-GCM-SHA256", number: 0xC02B),  // TLS 1.2
        Suite(name: "ECDHE-RSA-AES128-GCM-SHA256",   number: 0xC02F),  // TLS 1.2
        Suite(name: "ECDHE-RSA-AES128-SHA",          number: 0xC013),  // TLS 1.0 to 1.2
        Suite(name: "AES128-GCM-SHA256",             number: 0x009C),  // TLS 1.2
        Suite(name: "AES128-SHA",                    number: 0x002F),  // TLS 1.0 to 1.2
        Suite(name: "ECDHE-ECDSA-AES256-GCM-SHA384", number: 0xC02C),  // TLS 1.2
        Suite(name: "ECDHE-RSA-AES256-GCM-SHA384",   number: 0xC030),  // TLS 1.2
        Suite(name: "ECDHE-RSA-AES256-SHA384",       number: 0xC028),  // TLS 1.2
        Suite(name: "AES256-SHA",                    number: 0x0035),  // TLS 1.0 to 1.2
        Suite(name: "DES-CBC3-SHA",                  number: 0x000A),  // TLS 1.0
    ]

    // swift-format-ignore
    /// Classical groups. The key share of the first one is sent. Source: cipher-suites.
    package static let groups: [Choice] = [
        Choice(name: "X25519",                       number: 0x001D),
        Choice(name: "P-256",                        number: 0x0017),
        Choice(name: "P-384",                        number: 0x0018),
    ]

    // swift-format-ignore
    /// Post-quantum groups. Source: pqc-to-origin.
    package static let postQuantumGroups: [Choice] = [
        Choice(name: "X25519MLKEM768",               number: 0x11EC),
    ]

    // swift-format-ignore
    /// Signature algorithms, without Ed25519, Ed448 and rsa_pss_pss: an origin that only has such a
    /// key shares no algorithm with the edge. Source: Pingora.
    package static let signatureAlgorithms: [Choice] = [
        Choice(name: "ecdsa_secp256r1_sha256",       number: 0x0403),
        Choice(name: "rsa_pss_rsae_sha256",          number: 0x0804),
        Choice(name: "rsa_pkcs1_sha256",             number: 0x0401),
        Choice(name: "ecdsa_secp384r1_sha384",       number: 0x0503),
        Choice(name: "rsa_pss_rsae_sha384",          number: 0x0805),
        Choice(name: "rsa_pkcs1_sha384",             number: 0x0501),
        Choice(name: "rsa_pss_rsae_sha512",          number: 0x0806),
        Choice(name: "rsa_pkcs1_sha512",             number: 0x0601),
        Choice(name: "rsa_pkcs1_sha1",               number: 0x0201),
        Choice(name: "ecdsa_secp521r1_sha512",       number: 0x0603),
    ]

    /// ALPN protocols, HTTP/2 first:
    /// developers.cloudflare.com/speed/optimization/protocol/http2-to-origin.
    package static let applicationProtocols = ["h2", "http/1.1"]

    /// The largest Certificate message accepted, in bytes: BoringSSL's default.
    package static let certificateMessageLimit = 100 * 1024
}

/// How the edge offers post-quantum key exchange, a setting of the zone
/// (developers.cloudflare.com/ssl/post-quantum-cryptography/pqc-to-origin). With an OpenSSL that
/// lacks the group (before 3.5), all three settings send the classical hello.
package enum EdgeKeyExchange: Hashable, Sendable, CaseIterable {
    /// Not offered.
    case classical
    /// Offered, with a classical key share that every origin can use.
    case postQuantumSupported
    /// Offered, with the post-quantum key share sent first.
    case postQuantumPreferred
}

/// The extent of a ClientHello's offer.
package enum OfferKind: Hashable, Sendable {
    /// Exactly what the edge offers.
    case edge
    /// Every suite, group and signature algorithm that the linked OpenSSL supports, to find out
    /// what an origin that refused the edge's offer would accept.
    case everything
}
