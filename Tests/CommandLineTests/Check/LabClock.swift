import Foundation
import OriginFacts

/// The time labs are started at.
enum LabClock {
    static var now: UnixTime { UnixTime(seconds: Int64(Date().timeIntervalSince1970)) }
}
