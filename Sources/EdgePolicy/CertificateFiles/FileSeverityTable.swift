internal import OriginFacts

/// How much a finding on certificate files matters in a mode. Findings on the chain weigh what they weigh
/// in a check of the host.
enum FileSeverityTable {
    // swift-format-ignore
    static func severity(of kind: FileFindingKind, in mode: EncryptionMode) -> Severity {
        let validates = mode >= .strict
        return switch kind {
        case .keyMismatch:        .error    // nginx, Apache, HAProxy do not start: 521 in every mode
        case .leafNotFirst:       .error    // the first certificate's key is another: as above
        case .keyExposed:         .warning
        case .severalLeaves:      .warning  // one is served, which may not be the one meant
        case .notPEM:             .warning  // IIS and Java read them; nginx and Apache do not start with them
        case .chainDefect:        validates ? .error : .info
        case .chainUncertain:     validates ? .warning : .info
        case .chainRemark(let remark): validates ? RemarkSeverityTable.severity(of: remark) : .info
        case .notServed, .servedMixed, .servedChainDiffers: .error
        case .servedNotSeen(let tally) where tally.refusal == .excludedByOption: .info
        case .servedNotSeen, .servedNowhere: .warning
        }
    }
}
