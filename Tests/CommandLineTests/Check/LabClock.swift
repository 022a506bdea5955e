import Foundation
import OriginFacts

/// The time at which labs are started.
enum LabClock {
    static var now: UnixTime { UnixTime(seconds: Int64(Date().timeIntervalSince1970)) }
}
