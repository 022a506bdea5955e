internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Runs OpenSSL's path validation with our own walk and callback, on one reused `X509_STORE_CTX`.
final class PathVerifier {
    private static let maximumProblems = 200

    private let context: OpaquePointer
    let signatures: SignatureChecker
    /// Whether our own walk is used. False selects OpenSSL's walk, for comparison in tests.
    private let isWalkReplaced: Bool
    private var mode = PathRequest.Mode.stopAtFirst
    private var problems: [PathProblem] = []
    /// The time at which to judge.
    fileprivate private(set) var time = UnixTime(seconds: 0)

    init(
        in library: LibraryContext, signatures: SignatureChecker, isWalkReplaced: Bool = true
    ) throws(OpenSSLFailure) {
        ErrorQueue.clear()
        guard let context = X509_STORE_CTX_new_ex(library.pointer, nil) else {
            throw ErrorQueue.failure(of: "create a verification context")
        }
        self.context = context
        self.signatures = signatures
        self.isWalkReplaced = isWalkReplaced
    }

    deinit {
        X509_STORE_CTX_free(context)
    }

    /// Builds and validates a path.
    func verify(_ request: PathRequest) -> PathOutcome {
        defer {
            X509_STORE_CTX_cleanup(context)
            ErrorQueue.clear()
        }
        mode = request.mode
        problems = []
        time = request.time
        guard prepare(for: request) else {
            let problem = PathProblem(
                code: X509_V_ERR_OUT_OF_MEM, depth: 0, certificate: request.leaf)
            return PathOutcome(accepted: false, problems: [problem], chain: [])
        }
        let result = X509_verify_cert(context)
        if result != 1, problems.isEmpty { note() }
        return PathOutcome(
            accepted: result == 1 && problems.isEmpty, problems: problems,
            chain: builtChain, isOverBudget: signatures.isExhausted)
    }

    /// Returns the verify callback's response to an error.
    fileprivate func take() -> Int32 {
        note()
        guard mode == .collectAll, problems.count < Self.maximumProblems else { return 0 }
        // An error must be cleared, or it hides later errors.
        X509_STORE_CTX_set_error(context, X509_V_OK)
        return 1
    }

    private func note() {
        let problem = PathProblem(
            code: X509_STORE_CTX_get_error(context),
            depth: Int(X509_STORE_CTX_get_error_depth(context)),
            certificate: X509_STORE_CTX_get_current_cert(context).map {
                CertificateHandle(sharing: $0)
            })
        if !problems.contains(problem) { problems.append(problem) }
    }

    private func prepare(for request: PathRequest) -> Bool {
        var store: OpaquePointer?
        if case .store(let anchors) = request.trust { store = anchors.pointer }
        guard
            X509_STORE_CTX_init(context, store, request.leaf.pointer, request.sent.pointer) == 1,
            X509_STORE_CTX_set_default(context, "ssl_server") == 1,
            X509_STORE_CTX_set_ex_data(
                context, contextIndex, Unmanaged.passUnretained(self).toOpaque()) == 1
        else { return false }
        if case .only(let anchor) = request.trust {
            X509_STORE_CTX_set0_trusted_stack(context, anchor.pointer)
        }
        X509_STORE_CTX_set_time(context, 0, time_t(request.time.seconds))
        if isWalkReplaced { X509_STORE_CTX_set_verify(context, replacedWalk) }
        X509_STORE_CTX_set_verify_cb(context, onVerify)
        if let depth = request.depth {
            X509_STORE_CTX_set_depth(context, Int32(clamping: max(0, depth)))
        }
        let parameters = X509_STORE_CTX_get0_param(context)
        switch request.profile {
        case .edge:
            X509_VERIFY_PARAM_set_auth_level(parameters, 0)
        case .pedantic:
            X509_VERIFY_PARAM_set_auth_level(parameters, 2)
            X509_STORE_CTX_set_flags(context, UInt(X509_V_FLAG_X509_STRICT))
        }
        return true
    }

    private var builtChain: [JudgedCertificate] {
        guard let built = X509_STORE_CTX_get0_chain(context) else { return [] }
        return (0..<fs_sk_X509_num(built)).compactMap { position in
            fs_sk_X509_value(built, position).map(signatures.cache.certificate)
        }
    }
}

/// The index under which an `X509_STORE_CTX` stores its `PathVerifier`.
private let contextIndex = CRYPTO_get_ex_new_index(
    CRYPTO_EX_INDEX_X509_STORE_CTX, 0, nil, nil, nil, nil)

/// Returns the verifier of a context; nil for the contexts that OpenSSL itself creates (for a CRL's
/// issuer).
private func verifier(behind context: OpaquePointer?) -> PathVerifier? {
    guard let context, let data = X509_STORE_CTX_get_ex_data(context, contextIndex) else {
        return nil
    }
    return Unmanaged<PathVerifier>.fromOpaque(data).takeUnretainedValue()
}

private let onVerify: X509_STORE_CTX_verify_cb = { accepted, context in
    guard accepted == 0, let verifier = verifier(behind: context) else { return accepted }
    return verifier.take()
}

private let replacedWalk: X509_STORE_CTX_verify_fn = { context in
    guard let context, let verifier = verifier(behind: context) else { return 0 }
    return ChainWalk(context, signatures: verifier.signatures, time: verifier.time).run()
}
