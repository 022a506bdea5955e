internal import OriginFacts
internal import OriginProbe
internal import Reporting

/// A target of a list with what the list says of it besides. A class: thousands wait at the same time, and
/// each is handed through a dozen functions.
final class ScanTarget: Sendable {
    let target: Target
    /// Columns that the scan has no use for.
    let input: JSONValue?
    /// Nil until it was looked up.
    let place: Whereabouts?

    init(target: Target, input: JSONValue?, place: Whereabouts? = nil) {
        self.target = target
        self.input = input
        self.place = place
    }

    /// The same, found there.
    func located(at place: Whereabouts) -> ScanTarget {
        ScanTarget(target: target, input: input, place: place)
    }
}
