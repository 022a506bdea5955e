import CertificateForge
import ChainVerification
import DataFormats
import OpenSSLSupport
import OriginFacts
import TLSEngine

/// Readers of certificates, keys and their containers.
extension FuzzTarget {
    static let certificates = [
        pem, container, privateKey, certificate, chain, anchors, list, status,
    ]

    private static let pem = FuzzTarget("pem", seeds: FuzzSeeds.texts) {
        _ = try? PEMDocument(reading: $0)
    }

    private static let container = FuzzTarget("container", seeds: FuzzSeeds.containers) {
        for der in CertificateContainer.certificates(inPKCS7: $0) ?? [] { parse(der) }
        guard CertificateContainer.isPKCS12($0) else { return }
        let store = try? CertificateContainer.contents(ofPKCS12: $0, password: "secret")
        for der in store?.certificates ?? [] { parse(der) }
    }

    private static let privateKey = FuzzTarget("private-key", seeds: FuzzSeeds.keys) {
        guard let library = FuzzSeeds.library else { return }
        _ = try? PrivateKeyHandle(pem: $0, in: library)
        _ = try? PrivateKeyHandle(pem: $0, password: "secret", in: library)
        _ = try? PrivateKeyHandle(der: $0, in: library)
    }

    private static let certificate = FuzzTarget("certificate", seeds: FuzzSeeds.certificates) {
        parse($0)
    }

    /// Each input gets a new judge, so that the signature memory of one does not affect the next.
    private static let chain = FuzzTarget("chain", seeds: FuzzSeeds.chains) { bytes in
        guard let library = FuzzSeeds.library, let roots = FuzzSeeds.roots,
            let judge = try? ChainJudge(library: library, strict: roots, browser: roots)
        else { return }
        let chain = FuzzSeeds.slices(of: bytes).compactMap {
            try? CertificateHandle(der: $0, in: library)
        }
        let host = HostName.name(ascii: "www.example.com", unicode: "www.example.com")
        _ = judge.judge(
            chain, for: AcceptableNames(requested: host, targets: ["origin.example.net"]),
            at: UnixTime(seconds: FuzzSeeds.now))
        _ = judge.judge(chain, for: nil, at: UnixTime(seconds: FuzzSeeds.now), depth: 2)
    }

    private static let anchors = FuzzTarget(
        "anchors", seeds: { try FuzzSeeds.texts() + FuzzSeeds.certificates() }
    ) {
        guard let library = FuzzSeeds.library else { return }
        let source = AnchorSource(.custom, label: "fuzz", bytes: $0)
        try? TrustAnchors([source]).checkAll(in: library)
    }

    /// A CRL that covers a leaf, read directly and as evidence.
    private static let list = FuzzTarget("list", seeds: FuzzSeeds.lists) { bytes in
        guard let library = FuzzSeeds.library, let chain = try? FuzzSeeds.issued.get(),
            let leaf = try? chain[0].handle(in: library),
            let issuer = try? chain[1].handle(in: library)
        else { return }
        if let list = try? CRLHandle(der: bytes, in: library) {
            _ = list.isByIssuer(of: leaf)
            _ = list.isSigned(by: issuer)
            _ = list.entry(for: leaf)
        }
        judge(RevocationEvidence(lists: [RevocationList(source: "", content: .der(bytes))]))
    }

    /// An OCSP response about a leaf, read directly and as evidence.
    private static let status = FuzzTarget("status", seeds: FuzzSeeds.statuses) { bytes in
        guard let library = FuzzSeeds.library, let chain = try? FuzzSeeds.issued.get(),
            let leaf = try? chain[0].handle(in: library),
            let issuer = try? chain[1].handle(in: library)
        else { return }
        if let response = try? OCSPResponseHandle(der: bytes) {
            _ = response.signer(issuer: issuer)
            _ = response.answer(for: leaf, issuer: issuer)
        }
        judge(RevocationEvidence(staple: .sent(bytes)))
    }

    /// Judges the valid chain with the given evidence.
    private static func judge(_ evidence: RevocationEvidence) {
        guard let library = FuzzSeeds.library, let roots = FuzzSeeds.roots,
            let made = try? FuzzSeeds.issued.get().prefix(2),
            let judge = try? ChainJudge(library: library, strict: roots, browser: roots)
        else { return }
        _ = judge.judge(
            made.compactMap { try? $0.handle(in: library) }, for: nil,
            at: UnixTime(seconds: FuzzSeeds.now), evidence: evidence)
    }

    private static func parse(_ der: [UInt8]) {
        guard let library = FuzzSeeds.library,
            let handle = try? CertificateHandle(der: der, in: library)
        else { return }
        _ = CertificateFacts(reading: handle)
    }
}
