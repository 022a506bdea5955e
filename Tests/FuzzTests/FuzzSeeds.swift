import CertificateForge
import ChainVerification
import OpenSSLSupport
import OriginFacts

/// The inputs that are mutated.
enum FuzzSeeds {
    /// 2026-09-01T00:00:00Z.
    static let now: Int64 = 1_788_220_800
    static let library = try? LibraryContext()
    static let authority = Result { () throws(OpenSSLFailure) in
        try Authority("Fuzz", at: now)
    }
    static let roots = try? TrustAnchors([
        AnchorSource(
            .publicRoot, label: "fuzz", bytes: Array((try authority.get().root.pem).utf8))
    ])

    /// A leaf with every field that the rules examine.
    static let rich = CertificateRecipe.server("www.example.com", "*.example.com", at: now).with {
        $0.names += [.ip([192, 0, 2, 1]), .dns("origin.example.net")]
        $0.issuerURLs = ["http://ca.test/1.crt"]
        $0.responderURLs = ["http://ocsp.test/"]
        $0.revocationListURLs = ["http://crl.test/1.crl"]
    }

    /// Leaf, constrained intermediate and root; then a leaf with the same name but no SAN.
    static let issued = Result { () throws -> [ForgedCertificate] in
        let root = try authority.get().root
        let above = try Forge.issue(
            CertificateRecipe.authority("Constrained", at: now).with {
                $0.nameConstraints = NameConstraints(
                    permitted: [
                        .dns("example.com"), .dns("example.net"),
                        .ip([192, 0, 2, 0, 255, 255, 255, 0]),
                    ],
                    excluded: [.dns("secret.example.com")])
            }, by: root.asIssuer)
        let plain = CertificateRecipe.server(at: now).with {
            $0.subject = SubjectName(commonName: "www.example.com", organization: "Exämple")
        }
        return [
            try Forge.issue(rich, by: above.asIssuer), above, root,
            try Forge.issue(plain, by: above.asIssuer),
        ]
    }

    static func certificates() throws -> [[UInt8]] {
        try issued.get().map(\.der)
    }

    static func chains() throws -> [[UInt8]] {
        let made = try issued.get()
        return [
            made[0].der + made[1].der, made[3].der + made[1].der + made[2].der,
            made[2].der + made[0].der, made[0].der,
        ]
    }

    static func texts() throws -> [[UInt8]] {
        let made = try issued.get()
        return [
            made.map(\.pem).joined(), "Bag Attributes: <None>\r\n" + made[0].pem,
            made[0].pem + "\n" + made[0].key.pem,
            // The format of Cloudflare's list of roots (cloudflare/cfssl_trust ca-bundle.crt).
            "# Root\n# Not After: 2035\n\n" + made[2].pem + "\n# Other\n" + made[1].pem,
        ].map { Array($0.utf8) }
    }

    /// Returns CRLs: from the leaf's issuer with and without the leaf, and from the root.
    static func lists() throws -> [[UInt8]] {
        let made = try issued.get()
        let entry = CRLEntry(made[0].recipe.serial, since: now - 86_400)
        return [
            try Forge.crl(CRLRecipe(at: now), by: made[1].asIssuer),
            try Forge.crl(CRLRecipe(at: now, revoking: [entry]), by: made[1].asIssuer),
            try Forge.crl(CRLRecipe(at: now), by: made[2].asIssuer),
        ]
    }

    /// Returns OCSP responses about the leaf.
    static func statuses() throws -> [[UInt8]] {
        let made = try issued.get()
        let states: [OCSPResponseRecipe.Status] = [.good, .unknown]
        return try states.map {
            try Forge.ocspResponse(
                OCSPResponseRecipe($0, at: now), of: made[0], from: made[1],
                signedBy: made[1].asIssuer)
        }
    }

    static func keys() throws -> [[UInt8]] {
        let kinds: [KeyKind] = [.p256, .ed25519, .rsa(bits: 1024)]
        return try kinds.map { Array(try PrivateKeyHandle.generate($0).pem.utf8) }
    }

    static func questions() throws -> [[UInt8]] {
        let made = try issued.get()
        func quoted(_ text: String) -> String {
            "\"" + text.split(separator: "\n").joined(separator: "\\n") + "\\n\""
        }
        let text =
            "{\"id\":\"a\",\"leaf\":\(quoted(made[0].pem)),\"intermediates\":[\(quoted(made[1].pem))],"
            + "\"trust\":[\(quoted(made[2].pem))],\"host\":\"www.example.com\","
            + "\"at\":\"2026-09-01T00:00:00Z\",\"max_depth\":3,\"crls\":[]}"
        return [Array(text.utf8)]
    }

    /// Returns the DER elements in the bytes; a remainder is the last element.
    static func slices(of bytes: [UInt8]) -> [[UInt8]] {
        var rest = bytes[...]
        var slices: [[UInt8]] = []
        while rest.count > 4, slices.count < 20 {
            let head = Array(rest.prefix(4))
            let length = head[1] == 0x82 ? 4 + Int(head[2]) << 8 + Int(head[3]) : rest.count
            slices.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return slices
    }
}
