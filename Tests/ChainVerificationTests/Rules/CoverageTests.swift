import CertificateForge
import OriginFacts
import Testing

@testable import ChainVerification

/// Every defect and every finding is detected in one case here, and not in a case that comes close.
/// A new case of either enum fails without a row.
@Suite struct CoverageTests {
    typealias Issued = () throws -> [ForgedCertificate]

    static let now = VerificationFixture.now
    static let day = VerificationFixture.day
    static let leaf = CertificateRecipe.server("www.example.com", at: now)
    static let above = CertificateRecipe.authority("Made for one row", at: now)

    static func chain(
        _ recipe: CertificateRecipe = leaf, under: CertificateRecipe = above,
        key: KeyKind = .p256, aboveKey: KeyKind = .p256
    ) throws -> [ForgedCertificate] {
        let issuer = try Forge.issue(
            under, key: aboveKey, by: VerificationFixture.ordinary.get().root.asIssuer)
        return [try Forge.issue(recipe, key: key, by: issuer.asIssuer), issuer]
    }

    /// The ids in a verdict: defects and findings.
    static func ids(_ certificates: [ForgedCertificate]) throws -> Set<String> {
        let root = try VerificationFixture.ordinary.get().root
        let verdict = try VerificationFixture.verdict(on: certificates, trusting: [root])
        return Set(
            verdict.strict.defects.map(\.id) + verdict.browser.defects.map(\.id)
                + verdict.findings.map(\.id))
    }

    /// Ids that need other chains, and the suites that test them.
    static let elsewhere: [String: String] = [
        "cert.revoked": "VerifyErrorTableTests", "cert.other": "VerifyErrorTableTests",
        "chain.too-complex": "JudgeLimitsTests", "chain.ambiguous-path": "PathRetryTests",
        "trust.origin-ca": "FindingTests", "trust.custom-store": "FindingTests",
        "trust.not-browsers": "FindingTests", "name.target-only": "NameVerdictTests",
        "name.underscore": "NameVerdictTests", "cert.outlives-root": "FindingTests",
        "revocation.unknown": "RevocationListTests", "revocation.revoked": "RevocationListTests",
        "revocation.must-staple": "RevocationListTests",
        "cert.root-profile": "ChainRuleTableTests",
    ]

    @Test(arguments: CoverageRow.all)
    func `an id is given to its case, and not to one that comes close`(
        _ row: CoverageRow
    ) throws {
        let (hit, miss) = (try Self.ids(row.hit()), try Self.ids(row.miss()))
        #expect(hit.contains(row.id), "\(hit)")
        #expect(!miss.contains(row.id), "\(miss)")
    }

    @Test func `every id has a row`() {
        let rows = Set(CoverageRow.all.map(\.id))
        let known = Set(Self.defects.map(\.id) + Self.findings.map(\.id))
        #expect(rows.union(Self.elsewhere.keys) == known)
        #expect(rows.isDisjoint(with: Self.elsewhere.keys))
    }

    /// One defect of each case; the compiler reports this place when there is a new case.
    static var defects: [ChainDefect] {
        let time = UnixTime(seconds: 0)
        let all: [ChainDefect] = [
            .expired(certificate: "", notAfter: time),
            .notYetValid(certificate: "", notBefore: time),
            .nameMismatch(wanted: [], present: []), .missingIssuer(certificate: "", issuer: ""),
            .selfSigned(certificate: ""), .unknownRoot(root: ""), .badSignature(certificate: ""),
            .notAuthority(certificate: ""), .pathLengthExceeded(certificate: ""),
            .nameConstraints(certificate: "", detail: ""), .wrongPurpose(certificate: ""),
            .unknownCriticalExtension(certificate: ""),
            .brokenSignatureAlgorithm(certificate: "", algorithm: ""),
            .unusableKey(certificate: "", key: .ed448), .malformed(certificate: "", detail: ""),
            .revoked(certificate: "", since: nil), .tooComplex(detail: ""),
            .revocationUnknown(certificate: "", doubts: []), .dependsOnPathBuilding(remove: ""),
            .other(certificate: "", code: 0, text: ""),
        ]
        for defect in all {
            switch defect {
            case .expired, .notYetValid, .nameMismatch, .missingIssuer, .selfSigned, .unknownRoot,
                .badSignature, .notAuthority, .pathLengthExceeded, .nameConstraints, .wrongPurpose,
                .unknownCriticalExtension, .brokenSignatureAlgorithm, .unusableKey, .malformed,
                .revoked, .revocationUnknown, .tooComplex, .dependsOnPathBuilding, .other:
                continue
            }
        }
        return all
    }

    static var findings: [ChainFinding] {
        let time = UnixTime(seconds: 0)
        let all: [ChainFinding] = [
            .wrongOrder, .extraCertificates([]), .duplicateCertificates([]), .rootSent(root: ""),
            .originCA, .customAnchor(root: ""), .notTrustedByBrowsers(root: ""),
            .targetNameOnly(name: ""), .commonNameOnly(name: ""),
            .expiresSoon(certificate: "", notAfter: time),
            .outlivesAnchor(root: "", notAfter: time),
            .weakSignature(certificate: "", algorithm: ""),
            .weakKey(certificate: "", key: .ed448), .leafIsAuthority, .underscoreAsHyphen(name: ""),
            .revoked(certificate: "", since: nil, reason: nil),
            .revocationUnknown(certificate: "", doubts: []), .stapleMissing(certificate: ""),
        ]
        for finding in all {
            switch finding {
            case .wrongOrder, .extraCertificates, .duplicateCertificates, .rootSent, .originCA,
                .customAnchor, .notTrustedByBrowsers, .targetNameOnly, .commonNameOnly,
                .expiresSoon, .outlivesAnchor, .weakSignature, .weakKey, .leafIsAuthority,
                .underscoreAsHyphen, .revoked, .revocationUnknown, .stapleMissing, .brokenRule:
                continue
            }
        }
        return all
            + ChainRuleTable.rules.map { .brokenRule($0, certificate: "", detail: "") }
    }
}
