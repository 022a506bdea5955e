import Foundation
import OpenSSLSupport
import OriginFacts
import Testing

@testable import ChainJudge

/// `scan` and `cert verify` judge in the context that knows fewer algorithms, `check` in the full one: whatever
/// signs certificates gives the same verdict in both.
@Suite struct LeanVerdictTests {
    /// Those that OpenSSL verifies a certificate's signature with.
    private static let digests = [
        "md5", "sha1", "ripemd160", "sha224", "sha256", "sha384", "sha512", "sha3-224",
        "sha3-256", "sha3-384", "sha3-512",
    ]

    // swift-format-ignore
    /// Options of `openssl req` for the authority's key, and for its signature on the leaf.
    private static let signers: [(key: String, signing: String)] =
        digests.map { ("rsa:2048", "-" + $0) } + [
            ("rsa:2048",                              "-sha256 -sigopt rsa_padding_mode:pss"),
            ("rsa-pss -pkeyopt rsa_keygen_bits:2048", "-sha384"),
            ("ec -pkeyopt ec_paramgen_curve:P-256",   "-sha1"),
            ("ec -pkeyopt ec_paramgen_curve:P-256",   "-sha256"),
            ("ec -pkeyopt ec_paramgen_curve:P-384",   "-sha384"),
            ("ec -pkeyopt ec_paramgen_curve:P-521",   "-sha512"),
            ("ec -pkeyopt ec_paramgen_curve:secp256k1", "-sha256"),
            ("ed25519",                               ""),
            ("ed448",                                 ""),
        ]

    @Test(arguments: signers)
    func theSameInBoth(_ key: String, _ signing: String) throws {
        let (root, leaf) = try Self.chain(key, signing)
        let verdicts = try [LibraryContext.Purpose.everything, .handshakes].map { purpose in
            let library = try LibraryContext(for: purpose)
            let anchors = try TrustAnchors([
                AnchorSource(.publicRoot, label: "test root", bytes: Array(root.utf8))
            ])
            let der = try #require(
                PEMDocument(reading: Array(leaf.utf8)).contents(labelled: "CERTIFICATE").first)
            return try ChainJudge(library: library, strict: anchors, browser: anchors).judge(
                [try CertificateHandle(der: der, in: library)], host: "www.example.com",
                at: Int64(Date().timeIntervalSince1970))
        }
        #expect(verdicts[0] == verdicts[1])
        #expect(verdicts[1].path.count == 2, "\(verdicts[1])")
    }

    private static func chain(_ key: String, _ signing: String) throws -> (String, String) {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lean-verdict-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let digest = key.hasPrefix("ed") ? "" : "-sha256"
        _ = try OpenSSLVerify.run(
            """
            openssl req -x509 -newkey \(key) -nodes \(digest) -keyout key -out root -days 30 \
            -subj /CN=root -addext basicConstraints=critical,CA:TRUE
            openssl req -x509 -CA root -CAkey key -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
            -nodes -keyout own -out leaf -days 20 -subj /CN=leaf \(signing) \
            -addext subjectAltName=DNS:www.example.com -addext basicConstraints=critical,CA:FALSE
            """, in: folder)
        return (
            try String(contentsOf: folder.appendingPathComponent("root"), encoding: .utf8),
            try String(contentsOf: folder.appendingPathComponent("leaf"), encoding: .utf8)
        )
    }
}
