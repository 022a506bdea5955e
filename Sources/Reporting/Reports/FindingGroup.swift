internal import EdgePolicy
internal import OriginFacts

/// The same finding at several origins, told once.
struct FindingGroup {
    let id: String
    let severity: Severity
    let words: FindingWords
    var addresses: [IPAddress]
    /// What was seen, where it differs between origins; the first is `words.saw`.
    var sightings: [TerminalText]
    /// The first remedy of each finding in the group.
    private var firstRemedies: [Remedy]

    /// Findings that mean the same, in the order of the first of each.
    static func groups(_ findings: [Finding], _ wording: Wording) -> [FindingGroup] {
        var groups: [FindingGroup] = []
        for finding in findings {
            let words = wording.words(finding)
            if let index = groups.firstIndex(where: { $0.isSame(finding, words) }) {
                groups[index].add(finding, words)
            } else {
                groups.append(
                    FindingGroup(
                        id: finding.id, severity: finding.severity, words: words,
                        addresses: finding.addresses, sightings: [words.saw],
                        firstRemedies: Array(finding.remedies.prefix(1))))
            }
        }
        return groups
    }

    private func isSame(_ finding: Finding, _ other: FindingWords) -> Bool {
        id == finding.id && severity == finding.severity && words.title == other.title
    }

    private mutating func add(_ finding: Finding, _ words: FindingWords) {
        for address in finding.addresses where !addresses.contains(address) {
            addresses.append(address)
        }
        if !sightings.contains(words.saw) { sightings.append(words.saw) }
        firstRemedies += finding.remedies.prefix(1)
    }

    /// What to do, for all of its origins; each thing once.
    var remedies: [Remedy] {
        var moved: [Remedy] = []
        for remedy in firstRemedies.map({ $0.moved(to: addresses) }) where !moved.contains(remedy) {
            moved.append(remedy)
        }
        return moved
    }
}
