internal import COpenSSL
internal import OpenSSLSupport

/// Good signatures that were checked before, by certificate and key. Bad ones are not kept, so a
/// missing entry costs time but never changes a result.
struct SignatureMemory {
    /// A certificate and the key of its issuer. Without the key, a certificate would also count as
    /// signed by another CA with the same name.
    struct Key: Hashable {
        let certificate: Digest256
        let issuerKey: Digest256
    }

    private var entries: GenerationalCache<Key, Void>

    /// Creates a memory for up to `capacity` signatures. It drops those not used recently.
    init(capacity: Int) {
        entries = GenerationalCache(capacity: capacity)
    }

    /// The number of remembered signatures.
    var count: Int {
        entries.count
    }

    /// Whether the signature was found to be good before.
    mutating func holds(_ key: Key) -> Bool {
        entries.value(for: key) != nil
    }

    /// Remembers a good signature.
    mutating func insert(_ key: Key) {
        entries.insert((), for: key)
    }
}

/// A bounded dictionary that drops entries not used recently. Entries are in a young and an old
/// half. When the young half is full, the old half is dropped.
package struct GenerationalCache<Key: Hashable, Value> {
    private let generationLimit: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// Creates a cache for up to `capacity` entries.
    package init(capacity: Int) {
        generationLimit = max(1, capacity / 2)
    }

    var count: Int {
        young.count + old.count
    }

    /// Returns the value and marks it as used; nil if there is none.
    package mutating func value(for key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old.removeValue(forKey: key) else { return nil }
        insert(value, for: key)
        return value
    }

    /// Adds or replaces a value and marks it as used.
    package mutating func insert(_ value: Value, for key: Key) {
        if young.count >= generationLimit, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }
}

/// A SHA-256 value that identifies a certificate or a key.
struct Digest256: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    /// Creates a value from the 32 bytes that `fill` writes.
    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        withUnsafeMutableBytes(of: &words) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { buffer in
                if let start = buffer.baseAddress { fill(start) }
            }
        }
    }

    /// The value in lower-case hex.
    var hex: String {
        withUnsafeBytes(of: words) { bytes in
            String(unsafeUninitializedCapacity: bytes.count * 2) { text in
                for (position, byte) in bytes.enumerated() {
                    text[position * 2] = Digest256.digits[Int(byte >> 4)]
                    text[position * 2 + 1] = Digest256.digits[Int(byte & 15)]
                }
                return bytes.count * 2
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    static func == (left: Digest256, right: Digest256) -> Bool {
        left.words == right.words
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}

/// The SHA-256 algorithm, fetched once. Each fetch takes the library context's lock.
final class Digester {
    private let algorithm: OpaquePointer

    init(in context: LibraryContext) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let algorithm = EVP_MD_fetch(context.pointer, "SHA256", nil) else {
            throw ErrorQueue.failure(of: "fetch SHA-256")
        }
        self.algorithm = algorithm
    }

    deinit {
        EVP_MD_free(algorithm)
    }

    /// Returns the digest of some bytes.
    func digest(over bytes: [UInt8]) -> Digest256 {
        Digest256 { EVP_Digest(bytes, bytes.count, $0, nil, algorithm, nil) }
    }

    /// Returns the digest of an `X509`'s DER; nil if out of memory.
    func digest(ofCertificate certificate: OpaquePointer) -> Digest256? {
        var done: Int32 = 0
        let digest = Digest256 { done = X509_digest(certificate, algorithm, $0, nil) }
        return done == 1 ? digest : nil
    }

    /// Returns the digest of an `X509`'s SubjectPublicKeyInfo (algorithm, parameters and key); nil
    /// if it cannot be encoded.
    func digest(ofKeyIn certificate: OpaquePointer) -> Digest256? {
        var der: UnsafeMutablePointer<UInt8>?
        let count = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der)
        defer { fs_OPENSSL_free(der) }
        guard count > 0, let der else { return nil }
        var done: Int32 = 0
        let digest = Digest256 { done = EVP_Digest(der, Int(count), $0, nil, algorithm, nil) }
        return done == 1 ? digest : nil
    }
}
