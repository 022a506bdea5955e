internal import OriginCheck

/// The exit status, for scripts. Results about a site (0, 1, 3) and failures of the run (64 and up,
/// after sysexits.h) never share a number.
enum ExitStatus: Int32 {
    /// Every target works in the judged mode.
    case works = 0
    /// At least one target would break.
    case breaks = 1
    /// No break is proven, and at least one target cannot be judged from here.
    case cannotTell = 3
    /// EX_USAGE: the command line is wrong.
    case usage = 64
    /// EX_DATAERR: an input file is damaged.
    case damagedData = 65
    /// EX_NOINPUT: an input file cannot be read.
    case noInput = 66
    /// EX_UNAVAILABLE: something that is needed is not available.
    case unavailable = 69
    /// EX_SOFTWARE: a bug of this program.
    case internalFault = 70
    /// EX_CANTCREAT: an output file cannot be written.
    case cannotCreate = 73
    /// Ended by Ctrl-C.
    case interrupted = 130
}

extension ExitStatus {
    /// The status of several targets: 1 wins over 3, and 3 over 0.
    static func combined(_ statuses: [ExitStatus]) -> ExitStatus {
        if statuses.contains(.breaks) { return .breaks }
        return statuses.contains(.cannotTell) ? .cannotTell : .works
    }
}

extension ExitStatus {
    /// The status of a run that could not do what was asked.
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
