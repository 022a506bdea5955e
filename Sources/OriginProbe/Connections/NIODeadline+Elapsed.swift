internal import NIOCore

extension NIODeadline {
    /// Whole milliseconds from this moment to now; never negative.
    func millisecondsSince() -> Int {
        max(0, Int((NIODeadline.now() - self).nanoseconds / 1_000_000))
    }

    /// Whole milliseconds from now to this moment; 0 when it has passed.
    func millisecondsLeft() -> Int {
        max(0, Int((self - NIODeadline.now()).nanoseconds / 1_000_000))
    }
}
