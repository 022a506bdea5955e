import OriginFacts
import Testing

@Suite struct UnixTimeTests {
    // swift-format-ignore
    @Test(arguments: [
        ("1970-01-01T00:00:00Z",                  0),
        ("1970-01-01",                            0),
        ("1969-12-31T23:59:59Z",                  -1),
        ("1900-03-01T00:00:00Z",                  -2_203_891_200),   // 1900 was no leap year
        ("2000-02-29T12:00:00Z",                  951_825_600),      // 2000 was one
        ("2024-02-29",                            1_709_164_800),
        ("2026-11-22T18:04:05Z",                  1_795_370_645),
        ("2026-11-22t18:04:05z",                  1_795_370_645),    // RFC 3339 5.6: case, space
        ("2026-11-22 18:04:05Z",                  1_795_370_645),
        ("2026-11-22T18:04:05.999999Z",           1_795_370_645),
        ("2026-11-22T20:04:05+02:00",             1_795_370_645),
        ("2026-11-22T12:34:05-05:30",             1_795_370_645),
        ("2026-11-23T00:04:05.5+06:00",           1_795_370_645),
        ("2026-11-22T18:04:05-00:00",             1_795_370_645),
        ("2016-12-31T23:59:60Z",                  1_483_228_800),    // a leap second is the next one
        ("1985-04-12T23:20:50.52Z",               482_196_050),      // RFC 3339 5.8
        ("1996-12-19T16:39:57-08:00",             851_042_397),
        ("1937-01-01T12:00:27.87+00:20",          -1_041_337_173),
        ("0000-01-01T00:00:00Z",                  -62_167_219_200),
        ("9999-12-31T23:59:59Z",                  253_402_300_799),  // RFC 5280 4.1.2.5: no end
        ("0",                                     0),
        ("1790000000",                            1_790_000_000),
        ("-86400",                                -86_400),
        ("253402300799",                          253_402_300_799),
    ])
    func `a time is read from RFC 3339, a date or epoch seconds`(text: String, seconds: Int64) {
        #expect(UnixTime(parsing: text) == UnixTime(seconds: seconds))
    }

    @Test(arguments: [
        "", "now", "2026", "2026-11", "2026-11-2", "2026-13-01", "2026-00-01", "2026-01-00",
        "2026-04-31", "2026-02-29", "1900-02-29", "2026-11-22T", "2026-11-22T18:04Z",
        "2026-11-22T24:00:00Z", "2026-11-22T18:60:00Z", "2026-11-22T18:04:61Z",
        "2026-11-22T18:04:05", "2026-11-22T18:04:05.Z", "2026-11-22T18:04:05+0200",
        "2026-11-22T18:04:05+24:00", "2026-11-22T18:04:05+02:60", "2026-11-22T18:04:05ZZ",
        "2026-11-22T18:04:05Z ", " 2026-11-22", "2026/11/22", "+026-11-22", "26-11-22",
        "٢٠٢٦-11-22", "12026-11-22", "1e9", "1790000000.5", "99999999999999999999",
        "-9223372036854775808", "253402300800", "-62167219201", "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
    ])
    func `anything else is no time`(text: String) {
        #expect(UnixTime(parsing: text) == nil)
    }

    @Test func `reading what was written gives the same time`() {
        for seconds in stride(from: -62_167_219_200, through: 253_402_300_799, by: 8_641_003) {
            let time = UnixTime(seconds: Int64(seconds))
            #expect(UnixTime(parsing: time.rfc3339) == time)
        }
    }

    // swift-format-ignore
    @Test(arguments: [
        (0,                 "1970-01-01T00:00:00Z"),
        (-1,                "1969-12-31T23:59:59Z"),
        (-86_400,           "1969-12-31T00:00:00Z"),
        (1_709_251_199,     "2024-02-29T23:59:59Z"),
        (253_402_300_800,   "10000-01-01T00:00:00Z"),
        (-62_167_219_201,   "-0001-12-31T23:59:59Z"),
    ])
    func `a time is written in UTC`(seconds: Int64, text: String) {
        #expect(UnixTime(seconds: seconds).rfc3339 == text)
    }

    @Test(arguments: [Int64.min, .max])
    func `the ends of time can be written`(seconds: Int64) {
        #expect(UnixTime(seconds: seconds).rfc3339.hasSuffix("Z"))
    }

    @Test func `a calendar date and its seconds agree`() {
        let time = UnixTime(year: 2029, month: 8, day: 15, hour: 17)
        #expect(time.rfc3339 == "2029-08-15T17:00:00Z")
        #expect(time.date == CivilDate(year: 2029, month: 8, day: 15))
    }

    @Test func `times are ordered and their distance is signed`() {
        let (early, late) = (UnixTime(seconds: -5), UnixTime(seconds: 7))
        #expect(early < late)
        #expect(late - early == 12)
        #expect(early - late == -12)
        #expect(early + 12 == late)
    }
}
