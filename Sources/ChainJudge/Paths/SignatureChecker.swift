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

    let shelf: CertificateShelf
    private var memory: SignatureMemory
    private let isRemembering: Bool
    private var microsecondsLeft = 0
    /// Whether a check was refused for want of budget since the last `begin`.
    private(set) var isExhausted = false
    /// How many signatures were computed, not remembered, since the last `begin`.
    private(set) var checksMade = 0

    /// Remembers up to `capacity` signatures; none when it is 0.
    init(shelf: CertificateShelf, capacity: Int) {
        self.shelf = shelf
        isRemembering = capacity > 0
        memory = SignatureMemory(capacity: capacity)
    }

    /// Starts a verdict: forgets what was known by address, and grants `microseconds` of estimated work.
    func begin(microseconds: Int) {
        shelf.begin()
        microsecondsLeft = microseconds
        isExhausted = false
        checksMade = 0
    }

    /// Does something that may spend half of what is left, and whose running out does not count.
    func spendingHalf<Result>(_ body: () -> Result) -> Result {
        let reserve = microsecondsLeft / 2
        let wasExhausted = isExhausted
        microsecondsLeft -= reserve
        defer {
            microsecondsLeft += reserve
            isExhausted = wasExhausted
        }
        return body()
    }

    /// Whether `subject` is signed by `issuer`'s `key`.
    func check(
        _ subject: OpaquePointer, by issuer: OpaquePointer, key: OpaquePointer
    ) -> Answer {
        let entry = isRemembering ? memoryKey(subject, issuer, key) : nil
        if let entry, memory.holds(entry) { return .good }
        let cost = SignatureCost.microseconds(for: key)
        guard microsecondsLeft >= cost else {
            isExhausted = true
            return .overBudget
        }
        microsecondsLeft -= cost
        checksMade += 1
        guard X509_verify(subject, key) > 0 else { return .bad }
        if let entry { memory.insert(entry) }
        return .good
    }

    /// What to remember the signature under; nil for the kinds of key that may take parameters from
    /// elsewhere.
    private func memoryKey(
        _ subject: OpaquePointer, _ issuer: OpaquePointer, _ key: OpaquePointer
    ) -> SignatureMemory.Key? {
        guard Self.rememberedKinds.contains(EVP_PKEY_get_base_id(key)),
            let certificate = shelf.certificate(at: subject).digest,
            let issuerKey = shelf.certificate(at: issuer).keyDigest
        else { return nil }
        return SignatureMemory.Key(certificate: certificate, issuerKey: issuerKey)
    }

    private static let rememberedKinds = [
        EVP_PKEY_RSA, EVP_PKEY_RSA_PSS, EVP_PKEY_EC, EVP_PKEY_ED25519, EVP_PKEY_ED448,
    ]
}
