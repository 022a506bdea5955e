internal import COpenSSL

/// Checks one certificate's signature under another's key, from memory where it can, within a budget of
/// work where it cannot.
final class SignatureChecker {
    /// What came of a check.
    enum Answer {
        case good
        case bad
        /// Not checked: the budget is spent.
        case overBudget
    }

    private let digester: Digester
    private var memory: SignatureMemory
    private let isRemembering: Bool
    private var certificates: [OpaquePointer: Digest256] = [:]
    private var keys: [OpaquePointer: Digest256] = [:]
    private var microsecondsLeft = 0
    /// Whether a check was refused for want of budget since the last `begin`.
    private(set) var isExhausted = false
    /// How many signatures were computed, not remembered, since the last `begin`.
    private(set) var checksMade = 0

    /// Remembers up to `capacity` signatures; none when it is 0.
    init(digester: Digester, capacity: Int) {
        self.digester = digester
        isRemembering = capacity > 0
        memory = SignatureMemory(capacity: capacity)
    }

    /// Starts a verdict: forgets what was known by address, and grants `microseconds` of estimated work.
    func begin(microseconds: Int) {
        certificates.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        microsecondsLeft = microseconds
        isExhausted = false
        checksMade = 0
    }

    /// Whether `subject` is signed by `issuer`'s `key`.
    func check(
        _ subject: OpaquePointer, by issuer: OpaquePointer, key: OpaquePointer
    ) -> Answer {
        let entry = isRemembering ? memoryKey(subject, issuer, key) : nil
        if let entry, memory.holds(entry) { return .good }
        microsecondsLeft -= SignatureCost.microseconds(for: key)
        guard microsecondsLeft >= 0 else {
            isExhausted = true
            return .overBudget
        }
        checksMade += 1
        guard X509_verify(subject, key) > 0 else { return .bad }
        if let entry { memory.insert(entry) }
        return .good
    }

    /// The certificate's SHA-256; nil when memory is out.
    func digest(of certificate: OpaquePointer) -> Digest256? {
        if let known = certificates[certificate] { return known }
        let digest = digester.digest(ofCertificate: certificate)
        certificates[certificate] = digest
        return digest
    }

    /// What to remember the signature under; nil for the kinds of key that may take parameters from
    /// elsewhere.
    private func memoryKey(
        _ subject: OpaquePointer, _ issuer: OpaquePointer, _ key: OpaquePointer
    ) -> SignatureMemory.Key? {
        guard Self.rememberedKinds.contains(EVP_PKEY_get_base_id(key)),
            let certificate = digest(of: subject), let issuerKey = keyDigest(of: issuer)
        else { return nil }
        return SignatureMemory.Key(certificate: certificate, issuerKey: issuerKey)
    }

    private func keyDigest(of certificate: OpaquePointer) -> Digest256? {
        if let known = keys[certificate] { return known }
        let digest = digester.digest(ofKeyIn: certificate)
        keys[certificate] = digest
        return digest
    }

    private static let rememberedKinds = [
        EVP_PKEY_RSA, EVP_PKEY_RSA_PSS, EVP_PKEY_EC, EVP_PKEY_ED25519, EVP_PKEY_ED448,
    ]
}
