internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// One certificate with the values that the rules need, each read once. These values do not depend
/// on the chain, the host or the time.
final class JudgedCertificate {
    let handle: CertificateHandle
    /// The SHA-256 of the DER; nil if out of memory.
    let digest: Digest256?
    private let digester: Digester

    init(_ handle: CertificateHandle, digester: Digester) {
        self.handle = handle
        self.digester = digester
        digest = digester.digest(ofCertificate: handle.pointer)
    }

    /// The `X509 *`; valid as long as this object lives.
    var pointer: OpaquePointer { handle.pointer }

    /// The SHA-256 of the SubjectPublicKeyInfo; nil if it cannot be encoded.
    private(set) lazy var keyDigest = digester.digest(ofKeyIn: handle.pointer)
    /// The subject as RFC 2253 text.
    private(set) lazy var subject = handle.subject
    private(set) lazy var key = handle.keyFacts
    /// Whether the key is of a kind not covered by any rule, or cannot be read in its library
    /// context.
    var hasForeignKey: Bool {
        if case .other = key { true } else { false }
    }
    private(set) lazy var signatureDigest = handle.signatureDigest
    /// The start of validity in seconds since 1970; nil if the field is not a date in the form of
    /// RFC 5280.
    private(set) lazy var notBefore =
        Self.isStrictForm(X509_get0_notBefore(pointer)) ? handle.notBefore : nil
    private(set) lazy var notAfter =
        Self.isStrictForm(X509_get0_notAfter(pointer)) ? handle.notAfter : nil
    /// Whether the basic constraints mark it as a CA.
    private(set) lazy var isAuthority = handle.isAuthority
    private(set) lazy var nameSubtrees = NameSubtrees(of: handle)

    private(set) lazy var violationsAsIntermediate =
        EdgeRuleTable.violations(of: self, as: .intermediate)
    private(set) lazy var violationsAsAnchor = EdgeRuleTable.violations(of: self, as: .anchor)
    private(set) lazy var brokenRulesAsIntermediate =
        ChainRuleTable.findings(on: self, as: .intermediate)
    private(set) lazy var brokenRulesAsAnchor =
        ChainRuleTable.findings(on: self, as: .anchor)

    /// Whether a date has the form that RFC 5280 section 4.1.2.5 and `X509_cmp_time` require:
    /// `YYMMDDHHMMSSZ`, or the same with a four-digit year. The parser accepts other forms.
    private static func isStrictForm(_ date: UnsafePointer<ASN1_TIME>?) -> Bool {
        guard let date, let text = ASN1_STRING_get0_data(date) else { return false }
        let bytes = UnsafeBufferPointer(start: text, count: Int(ASN1_STRING_length(date)))
        let length =
            switch ASN1_STRING_type(date) {
            case V_ASN1_UTCTIME: 13
            case V_ASN1_GENERALIZEDTIME: 15
            default: 0
            }
        return bytes.count == length && bytes.last == 0x5A
            && bytes.dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }
}

/// Finds the `JudgedCertificate` of an `X509 *` in this verdict, among the anchors, or among
/// intermediates seen before. An address identifies a certificate only as long as the certificate
/// is kept, so a verdict's certificates are forgotten at its end.
final class CertificateCache {
    private static let remembered = 1_024

    let digester: Digester
    private var current: [OpaquePointer: JudgedCertificate] = [:]
    private var anchors: [OpaquePointer: JudgedCertificate] = [:]
    private var known = GenerationalCache<Digest256, JudgedCertificate>(capacity: remembered)

    init(digester: Digester) {
        self.digester = digester
    }

    /// Starts a verdict.
    func begin() {
        current.removeAll(keepingCapacity: true)
    }

    /// Returns the certificate at that address, with the same DER.
    func certificate(at pointer: OpaquePointer) -> JudgedCertificate {
        if let found = current[pointer] ?? anchors[pointer] { return found }
        let new = JudgedCertificate(CertificateHandle(sharing: pointer), digester: digester)
        let certificate = new.digest.flatMap { known.value(for: $0) } ?? new
        current[pointer] = certificate
        return certificate
    }

    /// Keeps an anchor permanently.
    func addAnchor(_ certificate: JudgedCertificate) {
        anchors[certificate.pointer] = certificate
    }

    /// Keeps a certificate that is likely to be seen again.
    func remember(_ certificate: JudgedCertificate) {
        guard let digest = certificate.digest else { return }
        known.insert(certificate, for: digest)
    }
}

/// A `STACK_OF(X509)` of certificates that others own. It keeps their handles alive.
final class CertificateStack {
    let pointer: OpaquePointer
    let certificates: [CertificateHandle]

    /// Creates a stack; nil if out of memory.
    init?(_ certificates: [CertificateHandle]) {
        guard let pointer = fs_sk_X509_new() else { return nil }
        self.pointer = pointer
        self.certificates = certificates
        for certificate in certificates {
            guard fs_sk_X509_push(pointer, certificate.pointer) > 0 else { return nil }
        }
    }

    deinit {
        fs_sk_X509_free(pointer)
    }
}

extension CertificateHandle {
    /// Calls `body` with the bytes inside the extension's OCTET STRING, which are valid only during
    /// the call; nil if the extension is absent. If there are several, the first counts.
    func withExtension<Result>(
        _ identifier: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        let position = X509_get_ext_by_NID(pointer, identifier, -1)
        guard position >= 0,
            let content = X509_EXTENSION_get_data(X509_get_ext(pointer, position))
        else { return nil }
        let count = Int(max(0, ASN1_STRING_length(content)))
        return body(UnsafeBufferPointer(start: ASN1_STRING_get0_data(content), count: count))
    }

    /// Calls `body` with every dNSName in the SAN extension, as in the DER and without copying,
    /// until `body` returns a value. Returns this value.
    func firstDNSName<Answer>(
        where body: (UnsafeBufferPointer<UInt8>) -> Answer?
    ) -> Answer? {
        withExtension(NID_subject_alt_name) { bytes -> Answer? in
            var outer = DERReader(bytes, in: 0..<bytes.count)
            guard let sequence = outer.next(0x30) else { return nil }
            var names = outer.inside(sequence)
            while let name = names.next() {
                guard name.tag == 0x82 else { continue }
                if let answer = body(UnsafeBufferPointer(rebasing: bytes[name.content])) {
                    return answer
                }
            }
            return nil
        } ?? nil
    }
}

extension CertificateHandle {
    /// The certified key as a fact.
    var keyFacts: KeyFacts {
        switch publicKey {
        case .rsa(let bits): .rsa(bits: bits)
        case .rsaPSS(let bits): .rsaPSS(bits: bits)
        case .ec(let curve): .ec(curve: curve)
        case .ed25519: .ed25519
        case .ed448: .ed448
        case .other(let algorithm): .other(algorithm: algorithm)
        }
    }
}
