public import OriginFacts

/// One thing to do about certificate files, with the data to do it; the words are Reporting's.
public enum FileRemedy: Hashable, Sendable {
    /// Have the chain written as a server should send it (`cert fix`).
    case fixChain
    /// Get that CA's current certificate, then `cert fix`; the URLs are the certificate's own.
    case addIssuer(String, urls: [String])
    case renew(names: [String])
    /// Another certificate: of the Origin CA, or of a public CA.
    case install(names: [String])
    /// A certificate that lists that name too.
    case addName(String)
    /// Find the key that belongs to the certificate, or make a new pair.
    case matchKey(file: String)
    case closeKey(file: String)
    /// One file for each server.
    case separate
    /// Reload what answers at that address; `server` is its Server header.
    case reload(IPAddress, server: String?)
    /// Configure the server to send the whole chain.
    case sendChain(IPAddress, server: String?)
    /// Say where the origin is, so that it can be compared.
    case nameTheOrigin(host: String, port: UInt16)
    /// Compare from a place that is admitted: from the origin itself.
    case compareOnTheOrigin(host: String, port: UInt16)
}

/// What to do about each finding on certificate files; the first of a row is the one told with it.
enum FileRemedyTable {
    /// The remedies; none for what needs no mending.
    // swift-format-ignore
    static func remedies(for kind: FileFindingKind, _ facts: CertificateFileFacts, host: String?) -> [FileRemedy] {
        let names = host.map { [$0] } ?? facts.leaf.dnsNames
        return switch kind {
        case .keyMismatch(let file, _, _):   [.matchKey(file: file)]
        case .keyExposed(let file):          [.closeKey(file: file)]
        case .leafNotFirst, .notPEM:         [.fixChain]
        case .severalLeaves:                 [.separate]
        case .chainDefect(let defect), .chainUncertain(let defect): remedies(for: defect, facts, names)
        case .chainRemark(let remark):       remedies(for: remark, names)
        case .notServed(let tally), .servedMixed(let tally):
            [.reload(tally.address, server: tally.server)]
        case .servedChainDiffers(let tally): [.sendChain(tally.address, server: tally.server)]
        case .servedNotSeen(let tally) where tally.refusal == .edgeAddress: [.nameTheOrigin(host: tally.host.ascii, port: tally.port)]
        case .servedNotSeen(let tally):      [.compareOnTheOrigin(host: tally.host.ascii, port: tally.port)]
        case .servedNowhere(let name, let port, _): [.nameTheOrigin(host: name, port: port)]
        }
    }

    // swift-format-ignore
    private static func remedies(for defect: ChainDefect, _ facts: CertificateFileFacts, _ names: [String]) -> [FileRemedy] {
        switch defect {
        case .expired(facts.leaf.subject, _), .revoked: [.renew(names: names)]
        case .expired(let issuer, _):          [.addIssuer(issuer, urls: facts.issuerURLs(of: issuer))]
        case .missingIssuer(_, let issuer):    [.addIssuer(issuer, urls: facts.issuerURLs(of: issuer))]
        case .dependsOnPathBuilding:           [.fixChain]
        case .revocationUnknown:               []
        case .nameMismatch(let wanted, _):     wanted.first.map { [.addName($0)] } ?? []
        case .notYetValid, .selfSigned, .unknownRoot, .badSignature, .notAuthority, .pathLengthExceeded,
             .nameConstraints, .wrongPurpose, .unknownCriticalExtension, .brokenSignatureAlgorithm,
             .unusableKey, .malformed, .tooComplex, .other:
            [.install(names: names)]
        }
    }

    // swift-format-ignore
    private static func remedies(for remark: ChainFinding, _ names: [String]) -> [FileRemedy] {
        switch remark {
        case .wrongOrder, .extraCertificates, .duplicateCertificates, .rootSent: [.fixChain]
        case .expiresSoon, .revoked:                           [.renew(names: names)]
        case .targetNameOnly, .underscoreAsHyphen:             names.first.map { [.addName($0)] } ?? []
        case .commonNameOnly, .weakSignature, .weakKey, .leafIsAuthority: [.install(names: names)]
        case .originCA, .customAnchor, .notTrustedByBrowsers, .outlivesAnchor, .irregular,
             .revocationUnknown, .stapleMissing: []
        }
    }
}

extension CertificateFileFacts {
    /// Where certificates of the files say that issuer's certificate is.
    fileprivate func issuerURLs(of issuer: String) -> [String] {
        ([leaf] + issuers).filter { $0.issuer == issuer }.flatMap(\.issuerURLs)
    }
}

extension CertificateFacts {
    /// The DNS names of the SAN; the common names only when there is no SAN.
    var dnsNames: [String] {
        switch subjectAltNames {
        case .absent: commonNames
        case .present(let dns, _, _): dns
        }
    }
}
