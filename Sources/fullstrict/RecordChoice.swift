internal import ArgumentParser

/// `--only`.
enum RecordChoice: String, ExpressibleByArgument, CaseIterable {
    case broken
    case warning
    case unknown

    /// Whether a record of that kind is written.
    func includes(_ kind: ScanTally.Kind) -> Bool {
        switch (self, kind) {
        case (_, .flawed), (.broken, .broken), (.warning, .broken), (.warning, .warning),
            (.unknown, .unknown), (.unknown, .banned):
            true
        default: false
        }
    }
}
