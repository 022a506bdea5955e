import CertificateForge
import DataFormats
import OpenSSLSupport
import OriginFacts
import TLSEngine
import TestSupport
import Testing

/// The lean context for handshakes gives the same facts and outcomes as the full one.
@Suite struct LeanContextTests {
    private static let full = Result { try LibraryContext() }
    private static let lean = Result { try LibraryContext(for: .handshakes) }

    // swift-format-ignore
    /// Options of `openssl genpkey`, and the resulting key facts.
    static let keys: [([String], KeyFacts)] = [
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],                 .rsa(bits: 1024)),
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],                 .rsa(bits: 2048)),
        (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1032"],                 .rsa(bits: 1032)),
        (["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:1024"],             .rsaPSS(bits: 1024)),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],               .ec(curve: "prime256v1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],               .ec(curve: "secp384r1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],               .ec(curve: "secp521r1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],           .ec(curve: "secp256k1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],     .ec(curve: "brainpoolP256r1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:sect233k1"],           .ec(curve: "sect233k1")),
        (["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256",
          "-pkeyopt", "ec_param_enc:explicit"],                                     .ec(curve: "prime256v1")),
        (["-algorithm", "ED25519"],                                                 .ed25519),
        (["-algorithm", "ED448"],                                                   .ed448),
        (["-algorithm", "X25519"],                                                  .other(algorithm: "X25519")),
        (["-algorithm", "X448"],                                                    .other(algorithm: "X448")),
        (["-algorithm", "DH", "-pkeyopt", "group:ffdhe2048"],                       .other(algorithm: "dhKeyAgreement")),
        (["-algorithm", "DHX", "-pkeyopt", "group:dh_2048_256"],                    .other(algorithm: "X9.42 DH")),
        (["-algorithm", "SM2"],                                                     .other(algorithm: "id-ecPublicKey")),
        (["-paramfile", "DSA"],                                                     .other(algorithm: "dsaEncryption")),
    ]

    @Test(arguments: keys)
    func aKeyOfAnyKindGivesTheSameFacts(_ options: [String], _ key: KeyFacts) throws {
        let der = try Self.certificate(keyOptions: options)
        let full = CertificateFacts(reading: try CertificateHandle(der: der, in: Self.full.get()))
        let lean = CertificateFacts(reading: try CertificateHandle(der: der, in: Self.lean.get()))
        #expect(full.key == key)
        #expect(lean == full)
        #expect(ErrorQueue.drain() == [])
    }

    @Test func aKeyThatIsBrokenGivesTheSameFacts() throws {
        for kind in [KeyKind.p256, .rsa(bits: 1024), .ed25519] {
            let forged = try Forge.issue(.server("a.test", at: Origins.now), key: kind)
            let information = forged.key.publicKeyInfo
            var der = forged.der
            let start = try #require(
                (0..<der.count).first { der[$0...].starts(with: information) })
            // The last byte of the key's algorithm identifier and the first of the key itself.
            for place in [start + 10, start + information.count / 3] {
                der[place] ^= 0xFF
                let read = [Self.full, Self.lean].map { library in
                    (try? CertificateHandle(der: der, in: library.get()))
                        .map(CertificateFacts.init(reading:))
                }
                #expect(read[0] == read[1])
            }
        }
    }

    @Test(arguments: [KeyKind.rsa(bits: 2048), .p256, .p384, .p521, .ed25519, .ed448])
    func aHandshakeEndsTheSame(_ kind: KeyKind) throws {
        let settings = ServerTLSSettings(try Origins.identity(kind))
        for version in ServerTLSVersion.allCases {
            let bounded = settings.with { $0.maximumVersion = version }
            let full = try Conversation(bounded, library: Self.full.get()).shakeHands()
            let lean = try Conversation(bounded, library: Self.lean.get()).shakeHands()
            #expect(lean.session == full.session)
            #expect(lean.failure == full.failure)
        }
    }

    @Test(arguments: ["X25519", "P-256", "P-384"])
    func aGroupIsAgreedOnTheSame(_ group: String) throws {
        for version in [ServerTLSVersion.tls12, .tls13] {
            let settings = try Origins.rsa().with {
                $0.maximumVersion = version
                $0.groups = group
            }
            let conversation = try Conversation(settings, library: Self.lean.get())
            #expect(conversation.shakeHands().session != nil)
        }
    }

    @Test func odditiesBehindTheLeafDoNotMatter() throws {
        let odd = try Self.keys.suffix(6).map { try Self.certificate(keyOptions: $0.0) }
        let leaf = try Origins.identity(.p256)
        let settings = ServerTLSSettings(ServerIdentity(key: leaf.key, chain: leaf.chain + odd))
        let session = try Conversation(settings, library: Self.lean.get()).shakeHands().session
        #expect(try #require(session).chain.map(\.der) == leaf.chain + odd)
    }

    @Test func aClientCertificateIsShown() throws {
        let library = try Self.lean.get()
        let leaf = try Forge.issue(.server("client.test", at: Origins.now))
        let identity = ClientIdentity(
            leaf: try leaf.handle(in: library),
            key: try PrivateKeyHandle(pem: Array(leaf.key.pem.utf8)))
        for version in [ServerTLSVersion.tls12, .tls13] {
            let settings = try Origins.ec().with {
                $0.maximumVersion = version
                $0.clientCertificate = .required(authorities: [])
            }
            let conversation = try Conversation(
                settings, hello: EdgeHello(clientIdentity: identity), library: library)
            #expect(conversation.shakeHands().session != nil)
            #expect(conversation.serverSession?.clientCertificate == leaf.der)
        }
    }

    @Test func contextsMadeAndUsedAtOnceDoNotDisturbEachOther() async throws {
        let settings = try Origins.ec()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let library = try LibraryContext(for: .handshakes)
                    return try (0..<10).filter { _ in
                        try Conversation(settings, library: library).shakeHands().session != nil
                    }.count
                }
            }
            for try await count in group { #expect(count == 10) }
        }
    }

    @Test func withoutALeanContextTheFullOneShakesHands() throws {
        let library = try LibraryContext(preferring: nil)
        #expect(!library.isLean)
        let session = try Conversation(Origins.ec(), library: library).shakeHands().session
        #expect(try #require(session).chain.isEmpty == false)
    }

    /// Returns a certificate for a new key made by the `openssl` program, as DER.
    private static func certificate(keyOptions: [String]) throws -> [UInt8] {
        let files = try TemporaryFolder()
        let (key, issuer) = (files.path("key.pem"), files.path("issuer.pem"))
        var options = keyOptions
        if options == ["-paramfile", "DSA"] {
            options[1] = files.path("dsa.pem")
            try Command.output(of: [
                "openssl", "genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt",
                "dsa_paramgen_bits:1024", "-out", options[1],
            ])
        }
        try Command.output(of: ["openssl", "genpkey", "-out", key] + options)
        try Command.output(of: ["openssl", "pkey", "-in", key, "-pubout", "-out", key + ".pub"])
        try Command.output(of: ["openssl", "genpkey", "-algorithm", "ED25519", "-out", issuer])
        let pem = try Command.output(of: [
            "openssl", "x509", "-new", "-subj", "/CN=odd.test", "-days", "30", "-set_serial", "7",
            "-key", issuer, "-force_pubkey", key + ".pub",
        ])
        return try #require(
            PEMDocument(reading: Array(pem.utf8)).contents(labelled: "CERTIFICATE").first)
    }
}
