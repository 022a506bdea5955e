internal import COpenSSL
internal import OpenSSLSupport

/// Signatures found good: which certificate verified under which key. Only good ones are kept, so a
/// missing entry costs time and never changes a result.
struct SignatureMemory {
    /// Certificate and issuer's key: without the key, a certificate would also count as signed by
    /// another CA of the same name.
    struct Key: Hashable {
        let certificate: Digest256
        let issuerKey: Digest256
    }

    private var entries: GenerationalCache<Key, Void>

    /// Keeps at most `capacity` signatures; those not used recently are dropped.
    init(capacity: Int) {
        entries = GenerationalCache(capacity: capacity)
    }

    /// The number of signatures remembered.
    var count: Int {
        entries.count
    }

    /// Whether the signature was found good before.
    mutating func holds(_ key: Key) -> Bool {
        entries.value(for: key) != nil
    }

    /// Remembers a good signature.
    mutating func insert(_ key: Key) {
        entries.insert((), for: key)
    }
}

/// A bounded dictionary that drops what was not used recently: entries are in a young and an old
/// half, and when the young one is full the old one is dropped.
package struct GenerationalCache<Key: Hashable, Value> {
    private let generationLimit: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// Keeps at most `capacity` entries.
    package init(capacity: Int) {
        generationLimit = max(1, capacity / 2)
    }

    var count: Int {
        young.count + old.count
    }

    /// The value, which counts as used; nil when there is none.
    package mutating func value(for key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old.removeValue(forKey: key) else { return nil }
        insert(value, for: key)
        return value
    }

    /// Adds or replaces a value, which counts as used.
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

    /// Takes 32 bytes from what `fill` writes.
    init(filledBy fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        withUnsafeMutableBytes(of: &words) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { buffer in
                if let start = buffer.baseAddress { fill(start) }
            }
        }
    }

    /// Lower-case hex.
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

/// SHA-256, fetched once: fetching it anew each time takes the library context's lock.
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

    /// The digest of some bytes.
    func digest(over bytes: [UInt8]) -> Digest256 {
        Digest256 { EVP_Digest(bytes, bytes.count, $0, nil, algorithm, nil) }
    }

    /// The digest of an `X509`'s DER; nil when out of memory.
    func digest(ofCertificate certificate: OpaquePointer) -> Digest256? {
        var done: Int32 = 0
        let digest = Digest256 { done = X509_digest(certificate, algorithm, $0, nil) }
        return done == 1 ? digest : nil
    }

    /// The digest of an `X509`'s SubjectPublicKeyInfo: algorithm, parameters and key; nil when it
    /// cannot be encoded.
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
