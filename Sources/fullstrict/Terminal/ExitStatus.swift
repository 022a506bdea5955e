internal import OriginCheck

/// The exit status, for scripts. Results about a site (0, 1, 3) and failures of the run (64 and up,
/// after sysexits.h) never share a number.
enum ExitStatus: Int32 {
    /// Every target works in the judged mode.
    case works = 0
    /// At least one target would break.
    case breaks = 1
    /// No target is proven to break, but at least one cannot be judged from here.
    case cannotTell = 3
    /// EX_USAGE: the command line is wrong.
    case usage = 64
    /// EX_DATAERR: an input file is damaged.
    case damagedData = 65
    /// EX_NOINPUT: an input file cannot be read.
    case noInput = 66
    /// EX_UNAVAILABLE: a required service or feature is not available.
    case unavailable = 69
    /// EX_SOFTWARE: a bug in this program.
    case internalFault = 70
    /// EX_CANTCREAT: an output file cannot be written.
    case cannotCreate = 73
    /// The run was ended by Ctrl-C.
    case interrupted = 130
}

extension ExitStatus {
    /// Returns the status of several targets: 1 takes precedence over 3, and 3 over 0.
    static func combined(_ statuses: [ExitStatus]) -> ExitStatus {
        if statuses.contains(.breaks) { return .breaks }
        return statuses.contains(.cannotTell) ? .cannotTell : .works
    }
}

extension ExitStatus {
    /// Creates the status of a run that failed with an error of this kind.
    init(_ kind: OriginCheckError.Kind) {
        self =
            switch kind {
            case .invalidInput: .usage
            case .damagedData: .damagedData
            case .unreadableInput: .noInput
            case .unavailable: .unavailable
            case .internalFault: .internalFault
            case .cannotWrite: .cannotCreate
            }
    }
}
