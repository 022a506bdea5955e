internal import ChainVerification
internal import OpenSSLSupport
internal import OriginProbe

/// Responds to requests to verify a chain, one JSON object each (docs/output.md). Keeps one judge
/// for each set of anchors, so that a pipeline with a few sets of anchors indexes each set once.
public struct VerifyResponder {
    private static let rememberedJudges = 64
    private static let rememberedSignatures = 2_048

    private let library: LibraryContext
    /// The roots for requests that name none; loaded on first use.
    private let trust: TrustSettings
    private var configuredJudge: Result<ChainJudge, OriginCheckError>?
    private var judges = GenerationalCache<[UInt8], NamedTrust>(capacity: rememberedJudges)

    /// The judge for a set of anchors named in requests.
    private struct NamedTrust {
        let judge: ChainJudge
        let ignored: [String]
    }

    /// Uses `trust` for requests that name no roots.
    public init(trust: TrustSettings = TrustSettings()) throws(OriginCheckError) {
        self.trust = trust
        do throws(OpenSSLFailure) {
            library = try LibraryContext(for: .handshakes)
        } catch {
            throw OriginCheckError(.internalFault, "\(error)")
        }
    }

    /// Returns the response to one line of a stream.
    package mutating func answer(_ line: InputLines.Line) -> String {
        switch line {
        case .text(let bytes): answer(bytes)
        case .tooLong:
            ChainAnswer.error(
                id: "null", "the line is longer than \(ChainQuestion.maximumBytes) bytes")
        }
    }

    /// Returns the response to a request. Both are one line of JSON.
    public mutating func answer(_ bytes: [UInt8]) -> String {
        do throws(DocumentError) {
            let value = try ChainQuestion.value(of: bytes)
            let id = try ChainQuestion.idText(of: value, in: bytes)
            do throws(DocumentError) {
                return answer(try ChainQuestion(value), id: id)
            } catch {
                return ChainAnswer.error(id: id, "\(error)")
            }
        } catch {
            return ChainAnswer.error(id: "null", "\(error)")
        }
    }

    private mutating func answer(_ question: ChainQuestion, id: String) -> String {
        let start = ContinuousClock.now
        do throws(OriginCheckError) {
            let (verdict, ignored) = try verdict(on: question)
            return ChainAnswer.line(
                id: id, verdict, ignored: ignored,
                milliseconds: (ContinuousClock.now - start) / .milliseconds(1))
        } catch {
            return ChainAnswer.error(id: id, error.message)
        }
    }

    private mutating func verdict(
        on question: ChainQuestion
    ) throws(OriginCheckError) -> (ChainVerdict, ignored: [String]) {
        var reader = VerifyRequestReader(library: library)
        let names = try question.host.map(VerifyRequestReader.names)
        let leaf = try reader.certificates(in: question.leaf, field: "leaf")
        let first = leaf.isEmpty ? nil : leaf[0]
        var rest = leaf.dropFirst().compactMap(\.self)
        for (index, text) in question.intermediates.enumerated() {
            rest += try reader.certificates(in: text, field: "intermediates[\(index)]")
                .compactMap(\.self)
        }
        let lists = try VerifyRequestReader.lists(in: question.revocationLists)
        let (judge, unreadable) = try judge(for: question.trust)
        guard let first else { return (Self.unreadableLeaf, reader.ignored + unreadable) }
        let verdict = judge.judge(
            [first] + rest, for: names, at: question.at ?? Clock.now(), depth: question.maxDepth,
            evidence: lists.isEmpty ? nil : RevocationEvidence(lists: lists))
        return (RevocationRule.demanded(of: verdict), reader.ignored + unreadable)
    }

    private static let unreadableLeaf: ChainVerdict = {
        let defect = ChainDefect.malformed(
            certificate: "the leaf", detail: "OpenSSL cannot read it as a certificate")
        return ChainVerdict(strict: .rejected([defect]), browser: .rejected([defect]))
    }()

    private mutating func judge(
        for trust: [String]?
    ) throws(OriginCheckError) -> (ChainJudge, ignored: [String]) {
        guard let trust else { return (try judgeOfConfigured().get(), []) }
        let key = Digest.sha256(trust.flatMap { Array($0.utf8) + [0] })
        if let known = judges.value(for: key) { return (known.judge, known.ignored) }
        let made = try namedTrust(trust)
        judges.insert(made, for: key)
        return (made.judge, made.ignored)
    }

    private func namedTrust(_ trust: [String]) throws(OriginCheckError) -> NamedTrust {
        var reader = VerifyRequestReader(library: library)
        var sources: [AnchorSource] = []
        for (index, text) in trust.enumerated() {
            for case let anchor? in try reader.certificates(in: text, field: "trust[\(index)]") {
                sources.append(
                    AnchorSource(.custom, label: "trust[\(index)]", bytes: anchor.der))
            }
        }
        var limits = JudgeLimits()
        limits.rememberedSignatures = Self.rememberedSignatures
        do {
            let anchors = try TrustAnchors(sources)
            let judge = try ChainJudge(
                library: library, strict: anchors, browser: anchors, limits: limits)
            return NamedTrust(judge: judge, ignored: reader.ignored)
        } catch {
            throw OriginCheckError(.damagedData, "trust: \(error)")
        }
    }

    private mutating func judgeOfConfigured() -> Result<ChainJudge, OriginCheckError> {
        if let configuredJudge { return configuredJudge }
        let made = Result { [trust, library] () throws(OriginCheckError) in
            let trust = try TrustLoader(library: library, locations: trust.locations)
                .load(trust.choice, adding: trust.addedFiles)
            do {
                return try ChainJudge(
                    library: library, strict: trust.strict, browser: trust.browser)
            } catch {
                throw OriginCheckError(.internalFault, "\(error)")
            }
        }
        configuredJudge = made
        return made
    }
}
