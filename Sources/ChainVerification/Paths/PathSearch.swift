internal import COpenSSL
internal import OpenSSLSupport
internal import OriginFacts

/// Searches for a path as the edge would. If there is none, it finds all defects.
struct PathSearch {
    let verifier: PathVerifier
    let limits: JudgeLimits

    /// Returns the path over that store, with problems in its form.
    ///
    /// The pedantic profile only adds checks, so a path without problems in this profile is good.
    /// Otherwise the plain pass decides.
    func runWithRemarks(_ chain: ChainInput, over store: AnchorStore) -> PathResult {
        var request = chain.request(to: store).with(.collectAll)
        request.profile = .pedantic
        let outcome = verifier.verify(request)
        if outcome.accepted { return found(outcome, in: store) }
        return run(chain, over: store, formProblems: outcome.problems)
    }

    /// Returns the path over that store, with `formProblems` if it is good.
    func run(
        _ chain: ChainInput, over store: AnchorStore, formProblems: [PathProblem] = []
    ) -> PathResult {
        let request = chain.request(to: store)
        let first = verifier.verify(request)
        if first.accepted { return found(first, in: store, formProblems: formProblems) }
        let retry = PathRetry(verifier: verifier, limits: limits, store: store, chain: chain)
        let detour = verifier.signatures.spendingHalf { retry.detour(around: first.chain) }
        if let detour { return detour }
        let all = verifier.verify(request.with(.collectAll))
        if all.isOverBudget {
            let slow = ChainDefect.tooComplex(detail: "signatures that take too long to check")
            return found(all, in: store, defects: [slow])
        }
        let problems = (all.problems + first.problems).map { explained($0, in: chain) }
        return found(
            all, in: store,
            defects: DefectOrder.sorted(VerifyErrorTable.defects(for: problems)))
    }

    private func found(
        _ outcome: PathOutcome, in store: AnchorStore, defects: [ChainDefect] = [],
        formProblems: [PathProblem] = []
    ) -> PathResult {
        PathResult(
            outcome.chain, anchor: outcome.chain.last.flatMap { store.anchor($0) },
            defects: defects, formProblems: formProblems)
    }

    /// Returns the real cause of a problem. OpenSSL accepts a certificate with an unreadable
    /// extension neither as an issuer nor as a subject. In this case the extension is the problem,
    /// not a missing certificate.
    private func explained(_ problem: PathProblem, in chain: ChainInput) -> PathProblem {
        guard VerifyErrorTable.missingIssuer.contains(problem.code),
            let orphan = problem.certificate
        else { return problem }
        let namesakes = chain.sent.certificates.filter {
            X509_NAME_cmp(
                X509_get_subject_name($0.pointer), X509_get_issuer_name(orphan.pointer)) == 0
        }
        let unreadable = ([orphan] + namesakes).first {
            X509_get_extension_flags($0.pointer) & UInt32(EXFLAG_INVALID) != 0
        }
        return unreadable.map {
            PathProblem(
                code: X509_V_ERR_INVALID_EXTENSION, depth: problem.depth, certificate: $0)
        } ?? problem
    }
}

/// A request to OpenSSL for a path from this leaf, through these certificates, to these anchors.
struct PathRequest {
    /// The certificates in which a path may end.
    enum Trust {
        case store(AnchorStore)
        /// A path may end only in this certificate.
        case only(CertificateStack)
    }

    /// The strictness of OpenSSL's checks of form.
    enum Profile {
        /// The profile for a verdict: no strict mode, no security level.
        case edge
        /// The profile with `X509_V_FLAG_X509_STRICT` and security level 2 (112 bits).
        case pedantic
    }

    /// The handling of errors.
    enum Mode {
        case stopAtFirst
        /// Record each error and continue as if it had not occurred.
        case collectAll
    }

    var leaf: CertificateHandle
    /// Every certificate sent, including the leaf, as passed by libssl.
    var sent: CertificateStack
    var trust: Trust
    var time: UnixTime
    var profile = Profile.edge
    var mode = Mode.stopAtFirst
    /// The maximum number of certificates between leaf and anchor; nil for OpenSSL's own limit of
    /// 100.
    var depth: Int?

    /// Returns the same request in another mode.
    func with(_ mode: Mode) -> PathRequest {
        var copy = self
        copy.mode = mode
        return copy
    }
}

/// The role of a certificate in a path. The first is a leaf even if it is its own anchor.
enum PathRole: Hashable, Sendable {
    case leaf
    case intermediate
    case anchor
}

/// The result of one `PathRequest` to OpenSSL.
struct PathOutcome {
    var accepted: Bool
    /// The reported errors, in order; only the first if the request was to stop at it.
    var problems: [PathProblem]
    /// The part of the chain that was built, leaf first. The last certificate is an anchor only if
    /// `accepted` is set or no problem says otherwise.
    var chain: [JudgedCertificate]
    /// Whether the budget for signature checks was exhausted. If so, the other values are
    /// meaningless.
    var isOverBudget = false
}

/// One error reported by OpenSSL's path validation.
struct PathProblem: Hashable {
    /// An `X509_V_ERR_…` value.
    let code: Int32
    /// The depth of the certificate, counted from 0 for the leaf.
    let depth: Int
    let certificate: CertificateHandle?

    static func == (left: PathProblem, right: PathProblem) -> Bool {
        left.code == right.code && left.depth == right.depth
            && left.certificate?.pointer == right.certificate?.pointer
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(depth)
        hasher.combine(certificate?.pointer)
    }
}
