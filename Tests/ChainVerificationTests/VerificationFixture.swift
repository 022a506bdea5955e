import CertificateForge
import OpenSSLSupport
import OriginFacts

@testable import ChainVerification

/// The fixed time of most tests, and helpers to judge chains.
enum VerificationFixture {
    /// 2026-09-01T00:00:00Z.
    static let now: Int64 = 1_788_220_800
    static let day: Int64 = 86_400
    static let library = Result { () throws(OpenSSLFailure) in try LibraryContext() }

    /// A root of the public list and an intermediate under it.
    static let ordinary = Result { () throws(OpenSSLFailure) in
        try Authority("Ordinary", at: now)
    }

    /// Creates anchors from forged roots.
    static func anchors(
        _ roots: [ForgedCertificate], as anchorClass: AnchorClass = .publicRoot
    ) throws -> TrustAnchors {
        try TrustAnchors([
            AnchorSource(
                anchorClass, label: "test roots",
                bytes: Array(roots.map(\.pem).joined().utf8))
        ])
    }

    /// Returns a judge that trusts the same roots for the edge and for browsers, unless `browser`
    /// is given.
    static func judge(
        trusting roots: [ForgedCertificate], browser: [ForgedCertificate]? = nil,
        as anchorClass: AnchorClass = .publicRoot, limits: JudgeLimits = JudgeLimits()
    ) throws -> ChainJudge {
        try ChainJudge(
            library: library.get(), strict: anchors(roots, as: anchorClass),
            browser: anchors(browser ?? roots), limits: limits)
    }

    /// Returns the verdict of a new judge on one chain.
    static func verdict(
        on chain: [ForgedCertificate], trusting roots: [ForgedCertificate],
        browser: [ForgedCertificate]? = nil, as anchorClass: AnchorClass = .publicRoot,
        host: String = "www.example.com", targets: [String] = [], at time: Int64 = now
    ) throws -> ChainVerdict {
        try judge(trusting: roots, browser: browser, as: anchorClass)
            .judge(chain, host: host, targets: targets, at: time)
    }
}

extension ChainJudge {
    /// Returns the verdict on forged certificates.
    func judge(
        _ chain: [ForgedCertificate], host: String = "www.example.com", targets: [String] = [],
        at time: Int64 = VerificationFixture.now
    ) throws -> ChainVerdict {
        let library = try VerificationFixture.library.get()
        return judge(
            try chain.map { try $0.handle(in: library) }, host: host, targets: targets, at: time)
    }

    /// Returns the verdict on parsed certificates.
    func judge(
        _ chain: [CertificateHandle], host: String, targets: [String] = [], at time: Int64
    ) -> ChainVerdict {
        let requested =
            IPAddress(host).map(HostName.address) ?? .name(ascii: host, unicode: host)
        return judge(
            chain,
            for: AcceptableNames(requested: requested, targets: targets),
            at: UnixTime(seconds: time))
    }
}

extension ChainRuling {
    /// `accepted`, or `rejected` or `uncertain` with the ids of the defects.
    var summary: String {
        switch self {
        case .accepted: "accepted"
        case .rejected(let defects):
            "rejected: " + defects.map(\.id).joined(separator: " ")
        case .uncertain(let defects):
            "uncertain: " + defects.map(\.id).joined(separator: " ")
        }
    }
}
