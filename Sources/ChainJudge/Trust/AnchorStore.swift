internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// One worker's `X509_STORE` over a set of anchors. It starts empty; a lookup method of ours adds the
/// anchors of a subject, all at once, the first time OpenSSL asks for that subject.
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
    private let shelf: CertificateShelf
    /// The anchors in use, by the subjects asked for so far.
    private var bySubject: [SubjectKey: [Anchor]] = [:]
    private var byDigest: [Digest256: Anchor] = [:]
    /// Whether an anchor in use has a key of a kind that no rule has a name for.
    private(set) var hasForeignKey = false

    init(
        _ anchors: TrustAnchors, in context: LibraryContext, shelf: CertificateShelf
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
        self.shelf = shelf
        guard let lookup else { throw ErrorQueue.failure(of: "add a certificate lookup") }
        // The store lives inside this object, so the pointer cannot outlive it.
        X509_LOOKUP_set_method_data(lookup, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        X509_STORE_free(pointer)
        X509_LOOKUP_meth_free(method)
    }

    /// The anchor that is this certificate of a built chain; nil when it is none.
    func anchor(_ certificate: JudgedCertificate) -> Anchor? {
        certificate.digest.flatMap { byDigest[$0] }
    }

    /// The anchor equal to another store's; nil when this one has none.
    func anchor(equalTo other: Anchor) -> Anchor? {
        guard let name = X509_get_subject_name(other.certificate.pointer) else { return nil }
        load(subject: name)
        return anchor(other.certificate)
    }

    /// All anchors whose subject is the certificate's issuer, in the order of the sources.
    func anchors(issuing certificate: JudgedCertificate) -> [Anchor] {
        guard let name = X509_get_issuer_name(certificate.pointer) else { return [] }
        return load(subject: name).filter {
            X509_NAME_cmp(X509_get_subject_name($0.certificate.pointer), name) == 0
        }
    }

    /// All anchors of the certificate's own subject.
    func anchors(named certificate: JudgedCertificate) -> [Anchor] {
        X509_get_subject_name(certificate.pointer).map { load(subject: $0) } ?? []
    }

    /// Adds every anchor that may have that subject, if that has not been done. Returns them.
    @discardableResult
    fileprivate func load(subject name: OpaquePointer) -> [Anchor] {
        var der: UnsafePointer<UInt8>?
        var count = 0
        guard X509_NAME_get0_der(name, &der, &count) == 1,
            let key = SubjectKey(name: UnsafeBufferPointer(start: der, count: count))
        else { return [] }
        return load(key)
    }

    /// Adds every anchor now, as other programs do; the answers are the same.
    func loadAll() {
        for key in anchors.subjects { _ = load(key) }
    }

    private func load(_ key: SubjectKey) -> [Anchor] {
        if let known = bySubject[key] { return known }
        let positions = anchors.positions(of: key)
        // A stranger's name is not noted: there is no end of them.
        guard !positions.isEmpty else { return [] }
        let added = positions.compactMap(add)
        bySubject[key] = added
        return added
    }

    /// Makes the anchor and puts it into the store, which keeps the first of two equal certificates.
    private func add(_ position: Int) -> Anchor? {
        guard let handle = anchors.parse(position, in: context) else { return nil }
        let certificate = JudgedCertificate(handle, digester: shelf.digester)
        guard let digest = certificate.digest, byDigest[digest] == nil,
            X509_STORE_add_cert(pointer, handle.pointer) == 1
        else { return nil }
        shelf.addAnchor(certificate)
        if certificate.hasForeignKey { hasForeignKey = true }
        let anchor = Anchor(
            certificate: certificate, anchorClass: anchors.anchorClass(of: position))
        byDigest[digest] = anchor
        return anchor
    }
}

/// OpenSSL asks for a subject its store does not hold. The answer is the object an eagerly filled store
/// would have answered with.
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
    // The answer's holder does not free it: the store's own reference is the one that counts.
    X509_free(certificate)
    return 1
}
