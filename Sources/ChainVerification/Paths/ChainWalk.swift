internal import COpenSSL
internal import OriginFacts

/// A copy of OpenSSL 3.0's `internal_verify` (crypto/x509/x509_vfy.c) that remembers signatures.
/// From the anchor down to the leaf, it checks key usage, signature and dates. All other checks
/// are made by OpenSSL itself, before or after this walk.
struct ChainWalk {
    private let context: OpaquePointer
    private let chain: OpaquePointer?
    private let signatures: SignatureChecker
    private let flags: UInt
    private let time: UnixTime

    /// Creates a walk over the chain that `context` has built, at the time in its parameters.
    init(_ context: OpaquePointer, signatures: SignatureChecker, time: UnixTime) {
        self.context = context
        self.signatures = signatures
        self.time = time
        chain = X509_STORE_CTX_get0_chain(context)
        flags = X509_VERIFY_PARAM_get_flags(X509_STORE_CTX_get0_param(context))
    }

    /// Returns 1 if the callback accepted everything, otherwise 0. It never clears an error.
    func run() -> Int32 {
        var depth = fs_sk_X509_num(chain) - 1
        guard depth >= 0, var issuer = fs_sk_X509_value(chain, depth) else { return 0 }
        var subject = issuer
        X509_STORE_CTX_set_error_depth(context, depth)
        if !isLikelySelfIssued(issuer), flags & UInt(X509_V_FLAG_PARTIAL_CHAIN) == 0 {
            if depth > 0 {
                depth -= 1
                X509_STORE_CTX_set_error_depth(context, depth)
                subject = fs_sk_X509_value(chain, depth) ?? issuer
            } else if !report(X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, issuer, at: 0) {
                return 0
            }
        }
        while depth >= 0 {
            guard step(subject, issuer, at: depth) else { return 0 }
            depth -= 1
            issuer = subject
            if depth >= 0, let next = fs_sk_X509_value(chain, depth) { subject = next }
        }
        return 1
    }

    /// Checks one level: signature, dates, and the callback for a finished level.
    private func step(_ subject: OpaquePointer, _ issuer: OpaquePointer, at depth: Int32) -> Bool {
        let isSelf = subject == issuer
        let isSelfSigned = X509_get_extension_flags(issuer) & UInt32(EXFLAG_SS) != 0
        let asked = flags & UInt(X509_V_FLAG_CHECK_SS_SIGNATURE) != 0
        if !isSelf || (asked && isSelfSigned) {
            guard checkSignature(of: subject, by: issuer, at: depth) else { return false }
        }
        guard checkDates(of: subject, at: depth) else { return false }
        X509_STORE_CTX_set_current_cert(context, subject)
        X509_STORE_CTX_set_error_depth(context, depth)
        return X509_STORE_CTX_get_verify_cb(context)?(1, context) != 0
    }

    private func checkSignature(
        of subject: OpaquePointer, by issuer: OpaquePointer, at depth: Int32
    ) -> Bool {
        let issuerDepth = depth + (subject == issuer ? 0 : 1)
        let isEndEntity = X509_get_extension_flags(issuer) & UInt32(EXFLAG_CA) == 0
        if !(subject == issuer && isEndEntity), let refusal = keyUsageRefusal(issuer, subject) {
            guard report(refusal, issuer, at: issuerDepth) else { return false }
        }
        guard let key = X509_get0_pubkey(issuer) else {
            return report(
                X509_V_ERR_UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY, issuer, at: issuerDepth)
        }
        switch signatures.check(subject, by: issuer, key: key) {
        case .good:
            return true
        case .bad:
            return report(X509_V_ERR_CERT_SIGNATURE_FAILURE, subject, at: depth)
        case .overBudget:
            X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION)
            return false
        }
    }

    /// Returns the error if the issuer's key usage forbids signing the subject; nil otherwise.
    private func keyUsageRefusal(_ issuer: OpaquePointer, _ subject: OpaquePointer) -> Int32? {
        // Without the extension, X509_get_key_usage returns all bits set.
        let usage = X509_get_key_usage(issuer)
        if X509_get_extension_flags(subject) & UInt32(EXFLAG_PROXY) != 0 {
            return usage & UInt32(KU_DIGITAL_SIGNATURE) == 0
                ? X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE : nil
        }
        return usage & UInt32(KU_KEY_CERT_SIGN) == 0 ? X509_V_ERR_KEYUSAGE_NO_CERTSIGN : nil
    }

    /// Checks that notBefore <= time < notAfter.
    private func checkDates(of subject: OpaquePointer, at depth: Int32) -> Bool {
        let certificate = signatures.cache.certificate(at: subject)
        switch certificate.notBefore {
        case nil:
            guard report(X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, subject, at: depth)
            else { return false }
        case let begin? where begin > time.seconds:
            guard report(X509_V_ERR_CERT_NOT_YET_VALID, subject, at: depth)
            else { return false }
        default: break
        }
        switch certificate.notAfter {
        case nil: return report(X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, subject, at: depth)
        case let end? where end <= time.seconds:
            return report(X509_V_ERR_CERT_HAS_EXPIRED, subject, at: depth)
        default: return true
        }
    }

    /// Whether names and key identifiers indicate a self-issued certificate. `X509_check_issued`
    /// would also check the key usage, which is ignored here.
    private func isLikelySelfIssued(_ certificate: OpaquePointer) -> Bool {
        [
            X509_V_OK, X509_V_ERR_KEYUSAGE_NO_CERTSIGN, X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE,
        ].contains(X509_check_issued(certificate, certificate))
    }

    /// Passes an error to the callback; returns false if the callback stops the walk.
    private func report(
        _ code: Int32, _ certificate: OpaquePointer, at depth: Int32
    ) -> Bool {
        X509_STORE_CTX_set_error_depth(context, depth)
        X509_STORE_CTX_set_current_cert(context, certificate)
        X509_STORE_CTX_set_error(context, code)
        return X509_STORE_CTX_get_verify_cb(context)?(0, context) != 0
    }
}
