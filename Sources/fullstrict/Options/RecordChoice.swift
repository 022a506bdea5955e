internal import ArgumentParser

/// `--only`.
enum RecordChoice: String, ExpressibleByArgument, CaseIterable {
    case broken
    case warning
    case unknown

    /// Whether a record of that kind is written. Lines that are no targets cannot be told either; what is excluded is
    /// nobody's finding.
    func includes(_ kind: ScanTally.Kind) -> Bool {
        switch (self, kind) {
        case (.unknown, .flawed), (.broken, .broken), (.warning, .broken), (.warning, .warning),
            (.unknown, .unknown), (.unknown, .banned):
            true
        default: false
        }
    }
}
