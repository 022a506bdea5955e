/// A moment in whole seconds since 1970-01-01T00:00:00Z; the only clock type in the pure targets.
public struct UnixTime: Hashable, Comparable, Sendable {
    /// The number of seconds since the epoch; negative before 1970.
    public var seconds: Int64

    public init(seconds: Int64) {
        self.seconds = seconds
    }

    public static func < (earlier: UnixTime, later: UnixTime) -> Bool {
        earlier.seconds < later.seconds
    }

    /// Returns the moment `seconds` later (earlier if negative).
    public static func + (time: UnixTime, seconds: Int64) -> UnixTime {
        UnixTime(seconds: time.seconds + seconds)
    }

    /// Returns the number of seconds from `earlier` to `later`.
    public static func - (later: UnixTime, earlier: UnixTime) -> Int64 {
        later.seconds - earlier.seconds
    }
}

extension UnixTime {
    /// Creates a moment from a UTC date and time of day (proleptic Gregorian calendar).
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        let secondOfDay = hour * 3_600 + minute * 60 + second
        self.init(seconds: Int64(days) * 86_400 + Int64(secondOfDay))
    }

    /// The calendar date in UTC.
    public var date: CivilDate {
        CivilDate(daysSinceEpoch: Int(seconds.floorDivided(by: 86_400)))
    }

    /// The moment as RFC 3339 in UTC with whole seconds: `2026-11-22T18:04:05Z`.
    public var rfc3339: String {
        let second = UInt((seconds % 86_400 + 86_400) % 86_400)
        var text = date.iso8601Bytes
        text.append(0x54)
        text.append(decimal: second / 3_600, digits: 2)
        text.append(0x3A)
        text.append(decimal: second / 60 % 60, digits: 2)
        text.append(0x3A)
        text.append(decimal: second % 60, digits: 2)
        text.append(0x5A)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads epoch seconds (`1790000000`), a date (`2027-03-01`, midnight UTC) or an RFC 3339 time
    /// with `Z` or a numeric offset; fractions of a second are dropped. Nil for any other text, and
    /// outside the years 0000 to 9999, the range of RFC 3339 and X.509. Also nil for exactly four
    /// digits, which are more likely meant as a year.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count != 4 || Int(ascii: bytes[...]) == nil,
            let seconds = Int64(text) ?? UnixTime.calendarSeconds(bytes),
            UnixTime.fourDigitYears.contains(seconds)
        else { return nil }
        self.init(seconds: seconds)
    }

    /// The range from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static let fourDigitYears: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    private static func calendarSeconds(_ text: [UInt8]) -> Int64? {
        guard text.count >= 10, let date = CivilDate(parsing: text[0..<10]) else { return nil }
        let midnight = Int64(date.daysSinceEpoch) * 86_400
        if text.count == 10 { return midnight }
        return ClockReading(parsing: text[10...]).map { midnight + $0.secondsAfterMidnightUTC }
    }
}

/// The part of an RFC 3339 time after the date: `T18:04:05.25+02:00`.
private struct ClockReading {
    let secondsAfterMidnightUTC: Int64

    init?(parsing bytes: ArraySlice<UInt8>) {
        let text = Array(bytes)
        guard text.count >= 10, [0x54, 0x74, 0x20].contains(text[0]), text[3] == 0x3A,
            text[6] == 0x3A, let hour = Int(ascii: text[1..<3]), hour < 24,
            let minute = Int(ascii: text[4..<6]), minute < 60,
            let second = Int(ascii: text[7..<9]), second < 61
        else { return nil }
        var rest = text[9...]
        if rest.first == 0x2E {
            let fraction = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
            if fraction.isEmpty { return nil }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let offset = ClockReading.offset(Array(rest)) else { return nil }
        secondsAfterMidnightUTC = Int64(hour * 3_600 + minute * 60 + second - offset)
    }

    /// Returns the seconds east of UTC from `Z`, `+02:00` or `-05:30`.
    private static func offset(_ text: [UInt8]) -> Int? {
        if text == [0x5A] || text == [0x7A] { return 0 }
        guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
            let hour = Int(ascii: text[1..<3]), hour < 24,
            let minute = Int(ascii: text[4..<6]), minute < 60
        else { return nil }
        return (text[0] == 0x2D ? -1 : 1) * (hour * 3_600 + minute * 60)
    }
}
