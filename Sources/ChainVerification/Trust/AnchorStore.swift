internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// One worker's `X509_STORE` for a set of anchors. It starts empty. A custom lookup method adds all
/// anchors with a subject the first time OpenSSL searches for that subject.
final class AnchorStore {
    /// An anchor in use.
    struct Anchor {
        let certificate: JudgedCertificate
        let anchorClass: AnchorClass
    }

    /// The `X509_STORE`; owned by this object.
    let pointer: OpaquePointer
    /// The `X509_LOOKUP_METHOD`; freed after the store that uses it.
    private let method: OpaquePointer
    let anchors: TrustAnchors
    private let context: LibraryContext
    private let cache: CertificateCache
    /// The anchors in use, keyed by the subjects looked up so far.
    private var bySubject: [SubjectHash: [Anchor]] = [:]
    private var byDigest: [Digest256: Anchor] = [:]
    /// Whether an anchor in use has a key of a kind not covered by any rule.
    private(set) var hasForeignKey = false

    init(
        _ anchors: TrustAnchors, in context: LibraryContext, cache: CertificateCache
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let store = X509_STORE_new() else {
            throw ErrorQueue.failure(of: "create a certificate store")
        }
        guard let method = X509_LOOKUP_meth_new("fullstrict anchors on demand") else {
            X509_STORE_free(store)
            throw ErrorQueue.failure(of: "create a certificate lookup")
        }
        X509_LOOKUP_meth_set_get_by_subject(method, findBySubject)
        let lookup = X509_STORE_add_lookup(store, method)
        pointer = store
        self.method = method
        self.anchors = anchors
        self.context = context
        self.cache = cache
        guard let lookup else { throw ErrorQueue.failure(of: "add a certificate lookup") }
        // The store lives inside this object, so the pointer cannot outlive it.
        X509_LOOKUP_set_method_data(lookup, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        X509_STORE_free(pointer)
        X509_LOOKUP_meth_free(method)
    }

    /// Returns the anchor with the same DER as this certificate of a built chain; nil if there is
    /// none.
    func anchor(_ certificate: JudgedCertificate) -> Anchor? {
        certificate.digest.flatMap { byDigest[$0] }
    }

    /// Returns the anchor equal to another store's anchor; nil if this store has none.
    func anchor(equalTo other: Anchor) -> Anchor? {
        guard let name = X509_get_subject_name(other.certificate.pointer) else { return nil }
        load(subject: name)
        return anchor(other.certificate)
    }

    /// Returns all anchors whose subject is the certificate's issuer, in the order of the sources.
    func anchors(issuing certificate: JudgedCertificate) -> [Anchor] {
        guard let name = X509_get_issuer_name(certificate.pointer) else { return [] }
        return load(subject: name).filter {
            X509_NAME_cmp(X509_get_subject_name($0.certificate.pointer), name) == 0
        }
    }

    /// Returns all anchors with the certificate's own subject.
    func anchors(named certificate: JudgedCertificate) -> [Anchor] {
        X509_get_subject_name(certificate.pointer).map { load(subject: $0) } ?? []
    }

    /// Adds every anchor that may have that subject, unless already added, and returns these
    /// anchors.
    @discardableResult
    fileprivate func load(subject name: OpaquePointer) -> [Anchor] {
        var der: UnsafePointer<UInt8>?
        var count = 0
        guard X509_NAME_get0_der(name, &der, &count) == 1,
            let key = SubjectHash(name: UnsafeBufferPointer(start: der, count: count))
        else { return [] }
        return load(key)
    }

    /// Adds every anchor now, as other programs do. The results are the same.
    func loadAll() {
        for key in anchors.subjects { _ = load(key) }
    }

    private func load(_ key: SubjectHash) -> [Anchor] {
        if let known = bySubject[key] { return known }
        let positions = anchors.positions(of: key)
        // Unknown names are not remembered, because there are too many.
        guard !positions.isEmpty else { return [] }
        let added = positions.compactMap(add)
        bySubject[key] = added
        return added
    }

    /// Parses the anchor and adds it to the store, which keeps the first of two equal certificates.
    private func add(_ position: Int) -> Anchor? {
        guard let handle = anchors.parse(position, in: context) else { return nil }
        let certificate = JudgedCertificate(handle, digester: cache.digester)
        guard let digest = certificate.digest, byDigest[digest] == nil,
            X509_STORE_add_cert(pointer, handle.pointer) == 1
        else { return nil }
        cache.addAnchor(certificate)
        if certificate.hasForeignKey { hasForeignKey = true }
        let anchor = Anchor(
            certificate: certificate, anchorClass: anchors.anchorClass(of: position))
        byDigest[digest] = anchor
        return anchor
    }
}

/// Finds a subject that OpenSSL's store does not have. Returns the object that a completely filled
/// store would have returned.
private let findBySubject: X509_LOOKUP_get_by_subject_fn = { lookup, type, name, answer in
    guard type == X509_LU_X509, let lookup, let name, let answer,
        let data = X509_LOOKUP_get_method_data(lookup)
    else { return 0 }
    let store = Unmanaged<AnchorStore>.fromOpaque(data).takeUnretainedValue()
    store.load(subject: name)
    let objects = X509_STORE_get0_objects(store.pointer)
    guard let object = X509_OBJECT_retrieve_by_subject(objects, type, name),
        let certificate = X509_OBJECT_get0_X509(object),
        X509_OBJECT_set1_X509(answer, certificate) == 1
    else { return 0 }
    // The caller does not free the result, which is the store's own reference.
    X509_free(certificate)
    return 1
}

/// A hash of a distinguished name for finding anchors. Names that are equal in OpenSSL's canonical
/// form (X509_NAME_cmp, which ignores case, blanks and string type) have equal hashes. Unequal
/// names may share a hash, so callers compare the names as well.
struct SubjectHash: Hashable, Sendable {
    private var value: UInt64 = 0

    /// Creates the hash of a Name whose DER content (the RDNs, without the outer SEQUENCE header)
    /// is in `range` of `bytes`; nil if it is not a Name.
    init?(content range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        var names = DERReader(bytes, in: range)
        while let set = names.next(0x31) {
            var attributes = names.inside(set)
            // A sum, because equal names may differ in the order of elements in a SET.
            var sum: UInt64 = 0
            while let attribute = attributes.next(0x30) {
                var parts = attributes.inside(attribute)
                guard parts.next(0x06) != nil, let text = parts.next() else { return nil }
                sum &+= SubjectHash.folded(text, of: bytes)
            }
            guard attributes.isAtEnd else { return nil }
            value = (value ^ sum) &* 0x100_0000_01B3
        }
        guard names.isAtEnd else { return nil }
    }

    /// Creates the hash of a whole Name, including its header.
    init?(name bytes: UnsafeBufferPointer<UInt8>) {
        var reader = DERReader(bytes, in: 0..<bytes.count)
        guard let sequence = reader.next(0x30) else { return nil }
        self.init(content: sequence.content, of: bytes)
    }

    /// Returns FNV-1a over the ASCII letters (in lower case) and digits in a string. All string
    /// types encode this part alike if BMPString and UniversalString are read character by
    /// character.
    private static func folded(
        _ text: DERReader.Element, of bytes: UnsafeBufferPointer<UInt8>
    ) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let width = text.tag == 0x1E ? 2 : text.tag == 0x1C ? 4 : 1
        for start in stride(from: text.content.lowerBound, to: text.content.upperBound, by: width) {
            let last = start + width - 1
            guard last < text.content.upperBound, bytes[start..<last].allSatisfy({ $0 == 0 }),
                let folded = fold(bytes[last])
            else { continue }
            hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
        }
        return hash
    }

    private static func fold(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A, 0x30...0x39: byte
        case 0x41...0x5A: byte | 0x20
        default: nil
        }
    }
}
