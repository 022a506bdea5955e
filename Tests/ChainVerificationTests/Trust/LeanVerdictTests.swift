import DataFormats
import Foundation
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import ChainVerification

/// `scan` and `cert verify` judge in the context with fewer algorithms, `check` in the full one.
/// Both give the same verdict for every algorithm that signs certificates.
@Suite struct LeanVerdictTests {
    /// The digests with which OpenSSL verifies a certificate's signature.
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
            ("dsa:params",                            "-sha256"),
            ("sm2",                                   "-sm3"),
        ]

    // swift-format-ignore
    /// Options of `openssl req` for the keys of root, intermediate and leaf, and for the signature
    /// on each.
    private static let chains: [[(key: String, signing: String)]] = [
        [("rsa:2048",   "-sha256"), ("rsa:2048",   "-sha256"), ("rsa:2048",   "-sha256")],
        [("rsa:2048",   "-sha256"), ("dsa:params", "-sha256"), ("rsa:2048",   "-sha256")],
        [("rsa:2048",   "-sha256"), ("sm2",        "-sha256"), ("rsa:2048",   "-sm3")],
        [("rsa:2048",   "-sha256"), ("rsa:2048",   "-sha256"), ("dsa:params", "-sha256")],
        [("dsa:params", "-sha256"), ("rsa:2048",   "-sha256"), ("sm2",        "-sha256")],
    ]

    @Test(arguments: signers)
    func theSameInBoth(_ key: String, _ signing: String) throws {
        let digest = key.hasPrefix("ed") ? "" : key == "sm2" ? "-sm3" : "-sha256"
        let verdicts = try Self.verdicts([
            (key, digest), ("ec -pkeyopt ec_paramgen_curve:P-256", signing),
        ])
        #expect(verdicts[0] == verdicts[1])
        #expect(verdicts[1].path.count == 2, "\(verdicts[1])")
    }

    @Test(arguments: chains.indices)
    func theSameInBothWithAnIntermediate(_ row: Int) throws {
        let verdicts = try Self.verdicts(Self.chains[row])
        #expect(verdicts[0] == verdicts[1])
        #expect(verdicts[1].path.count == 3, "\(verdicts[1])")
    }

    /// Returns the verdicts of the full context and the lean one on a chain from root to leaf. Each
    /// element has the certificate's key and, except for the root, its issuer's signature options.
    private static func verdicts(_ chain: [(key: String, signing: String)]) throws -> [ChainVerdict]
    {
        let pems = try certificates(chain)
        let ders = try pems.reversed().dropLast().map { pem in
            try #require(
                PEMDocument(reading: Array(pem.utf8)).contents(labelled: "CERTIFICATE").first)
        }
        return try [LibraryContext.Purpose.everything, .handshakes].map { purpose in
            let library = try LibraryContext(for: purpose)
            let anchors = try TrustAnchors([
                AnchorSource(.publicRoot, label: "test root", bytes: Array(pems[0].utf8))
            ])
            return try ChainJudge(library: library, strict: anchors, browser: anchors).judge(
                ders.map { try CertificateHandle(der: $0, in: library) }, host: "www.example.com",
                at: Int64(Date().timeIntervalSince1970))
        }
    }

    private static func certificates(_ chain: [(key: String, signing: String)]) throws -> [String] {
        let folder = try TemporaryFolder()
        let hasDSA = chain.contains { $0.key == "dsa:params" }
        var script = hasDSA ? "openssl dsaparam -out params 1024\n" : ""
        for (number, link) in chain.enumerated() {
            let issuer = number == 0 ? "" : "-CA \(number - 1) -CAkey key\(number - 1)"
            let isLeaf = number == chain.count - 1
            script += """
                openssl req -x509 \(issuer) -newkey \(link.key) -nodes \(link.signing) \
                -keyout key\(number) -out \(number) -days 30 -subj /CN=\(number) \
                -addext basicConstraints=critical,CA:\(isLeaf ? "FALSE" : "TRUE") \
                -addext subjectAltName=DNS:www.example.com

                """
        }
        _ = try Command.run(["/bin/sh", "-c", script], in: folder.path)
        return try chain.indices.map {
            try String(contentsOfFile: folder.path("\($0)"), encoding: .utf8)
        }
    }
}
