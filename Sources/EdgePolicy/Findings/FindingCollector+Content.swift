internal import OriginFacts

/// Findings from what is served: other pages on the two ports, placeholders, addresses that disagree.
extension FindingCollector {
    /// Differences in content.
    func content() -> [Finding] {
        let perAddress = considered.flatMap { seen -> [Finding] in
            var found: [Finding] = []
            let placeholder = PlaceholderTable.recognise(seen, target: target)
            if let placeholder {
                let severity: Severity = mode >= .full ? .warning : .info
                found.append(
                    Finding(
                        .placeholderSite(placeholder), severity: severity,
                        addresses: [seen.address]))
            }
            if let difference = ContentComparison.difference(seen, target: target) {
                found.append(
                    Finding(
                        .contentDiffers(difference), severity: severity(of: difference),
                        addresses: [seen.address]))
            }
            return found
        }
        return perAddress + disagreement()
    }

    private func severity(of difference: ContentDifference) -> Severity {
        switch difference {
        case .status, .redirect, .title: mode >= .full ? .warning : .info
        case .body: .info
        }
    }

    private func disagreement() -> [Finding] {
        let leaves = Set(considered.compactMap { $0.chain.first?.sha256 })
        guard leaves.count > 1 else { return [] }
        let addresses = considered.filter { !$0.chain.isEmpty }.map(\.address)
        return [
            Finding(.originsDisagree(count: leaves.count), severity: .info, addresses: addresses)
        ]
    }
}
