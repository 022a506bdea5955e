internal import OriginFacts

/// The three ways a leg can end, and the one way it can be open.
enum LegAnswer: Hashable, Sendable {
    case answered(HTTPAnswer)
    case edgeError(EdgeError)
    case unknown
    /// Nobody asked that yet: the prober can.
    case notAsked
}
