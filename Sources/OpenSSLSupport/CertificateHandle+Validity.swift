internal import COpenSSL

extension CertificateHandle {
    /// Seconds since 1970 in UTC; nil when the field is no date.
    package var notBefore: Int64? {
        X509_get0_notBefore(pointer).flatMap(secondsSinceEpoch)
    }

    /// Seconds since 1970 in UTC; nil when the field is no date.
    package var notAfter: Int64? {
        X509_get0_notAfter(pointer).flatMap(secondsSinceEpoch)
    }
}

private func secondsSinceEpoch(_ time: UnsafePointer<ASN1_TIME>) -> Int64? {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else {
        ErrorQueue.clear()
        return nil
    }
    let days = daysSinceEpoch(
        year: Int64(parts.tm_year) + 1900, month: Int64(parts.tm_mon) + 1, day: Int64(parts.tm_mday)
    )
    return days * 86_400 + Int64(parts.tm_hour) * 3_600 + Int64(parts.tm_min) * 60
        + Int64(parts.tm_sec)
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, year 0 or later. Not libc's
/// `timegm`, which takes the time zone's lock. The year is taken to begin in March.
private func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}
