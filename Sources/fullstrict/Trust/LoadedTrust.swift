internal import ChainJudge
internal import Reporting

/// The roots of a run: for the edge's verdict, for the browser's, and what to say about them.
struct LoadedTrust {
    let strict: TrustAnchors
    let browser: TrustAnchors
    let facts: TrustFacts
}
