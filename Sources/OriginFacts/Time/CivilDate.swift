/// A date in the proleptic Gregorian calendar.
public struct CivilDate: Hashable, Sendable {
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int

    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Creates the date that is `days` after 1970-01-01. Method: H. Hinnant, "chrono-Compatible
    /// Low-Level Date Algorithms", civil_from_days.
    public init(daysSinceEpoch days: Int) {
        let shifted = days + 719_468
        let era = Int(Int64(shifted).floorDivided(by: 146_097))
        let dayOfEra = shifted - era * 146_097
        let century = dayOfEra / 36_524 - dayOfEra / 146_096
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + century) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The number of days since 1970-01-01 (same source, days_from_civil).
    public var daysSinceEpoch: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = Int(Int64(marchYear).floorDivided(by: 400))
        let yearOfEra = marchYear - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date as `2026-11-22`; a year outside 0000 to 9999 is written with its sign or all its
    /// digits.
    public var iso8601: String {
        String(decoding: iso8601Bytes, as: UTF8.self)
    }

    /// The bytes of `iso8601`, with capacity reserved for a time of day.
    var iso8601Bytes: [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        if year < 0 { text.append(0x2D) }
        text.append(decimal: year.magnitude, digits: 4)
        text.append(0x2D)
        text.append(decimal: month.magnitude, digits: 2)
        text.append(0x2D)
        text.append(decimal: day.magnitude, digits: 2)
        return text
    }

    /// Reads `2026-11-22`; nil if the text is not a valid date.
    init?(parsing bytes: ArraySlice<UInt8>) {
        let text = Array(bytes)
        guard text.count == 10, text[4] == 0x2D, text[7] == 0x2D,
            let year = Int(ascii: text[0..<4]), let month = Int(ascii: text[5..<7]),
            let day = Int(ascii: text[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard CivilDate(daysSinceEpoch: daysSinceEpoch) == self else { return nil }
    }
}

extension Int64 {
    /// Returns the quotient rounded towards negative infinity.
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Int {
    /// Reads a run of ASCII digits; nil if any byte is not a digit.
    init?(ascii digits: ArraySlice<UInt8>) {
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        self = value
    }
}
