internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// A target of a list with what the list says of it besides.
struct ScanTarget: Sendable {
    var target: Target
    /// Columns that the scan has no use for.
    var input: JSONValue?
    /// Nil until it was looked up.
    var place: Whereabouts?
}
