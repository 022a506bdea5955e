import OriginFacts
import Testing

@Suite struct CivilDateTests {
    /// The rule of the calendar, written differently from the code under test.
    private func length(ofMonth month: Int, in year: Int) -> Int {
        let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    @Test(arguments: [(-5, 5), (1_895, 1_905), (1_968, 1_972), (1_995, 2_105), (9_995, 10_005)])
    func `days follow each other through months and leap years`(from first: Int, to last: Int) {
        var day = CivilDate(year: first, month: 1, day: 1).daysSinceEpoch
        for year in first...last {
            for month in 1...12 {
                for number in 1...length(ofMonth: month, in: year) {
                    let date = CivilDate(year: year, month: month, day: number)
                    #expect(date.daysSinceEpoch == day)
                    #expect(CivilDate(daysSinceEpoch: day) == date)
                    day += 1
                }
            }
        }
    }

    @Test func `the epoch is day 0 and 400 years are 146,097 days`() {
        let epoch = CivilDate(year: 1970, month: 1, day: 1)
        #expect(epoch.daysSinceEpoch == 0)
        for year in stride(from: -2_000, through: 12_000, by: 7) {
            let date = CivilDate(year: year, month: 3, day: 1)
            let later = CivilDate(year: year + 400, month: 3, day: 1)
            #expect(later.daysSinceEpoch - date.daysSinceEpoch == 146_097)
        }
    }

    @Test func `a date is written with four digits of year and two of month and day`() {
        #expect(CivilDate(year: 33, month: 4, day: 5).iso8601 == "0033-04-05")
        #expect(CivilDate(year: 2026, month: 11, day: 22).iso8601 == "2026-11-22")
    }
}
