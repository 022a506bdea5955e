internal import COpenSSL

/// Readers of OpenSSL's primitive values. They use lengths instead of C strings, because a value
/// from the network can contain NULs.
enum ASN1Content {
    /// Returns the content bytes of a string, integer or bit string; empty for nil.
    static func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        guard let string, let data = ASN1_STRING_get0_data(string) else { return [] }
        let count = Int(ASN1_STRING_length(string))
        return Array(UnsafeBufferPointer(start: data, count: max(0, count)))
    }

    /// Returns the text of a string in any character set. Invalid bytes become U+FFFD.
    static func text(_ string: UnsafePointer<ASN1_STRING>?) -> String {
        guard let string else { return "" }
        var converted: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&converted, string)
        defer { fs_OPENSSL_free(converted) }
        guard count >= 0, let converted else {
            ErrorQueue.clear()
            return String(decoding: bytes(string), as: UTF8.self)
        }
        return String(
            decoding: UnsafeBufferPointer(start: converted, count: Int(count)), as: UTF8.self)
    }

    /// Returns an object identifier in dotted form; empty for nil.
    static func dotted(_ object: OpaquePointer?) -> String {
        guard let object else { return "" }
        let needed = OBJ_obj2txt(nil, 0, object, 1)
        guard needed > 0 else { return "" }
        return String(unsafeUninitializedCapacity: Int(needed) + 1) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { text in
                _ = OBJ_obj2txt(text.baseAddress, needed + 1, object, 1)
            }
            return Int(needed)
        }
    }

    /// Returns OpenSSL's long name of an object identifier, or its dotted form if it has none.
    static func longName(_ object: OpaquePointer?) -> String {
        let known = OBJ_obj2nid(object)
        guard known != NID_undef, let name = OBJ_nid2ln(known) else { return dotted(object) }
        return String(cString: name)
    }

    /// Returns the bytes in lower-case hexadecimal.
    static func hex(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
            var position = 0
            for byte in bytes {
                buffer[position] = digits[Int(byte >> 4)]
                buffer[position + 1] = digits[Int(byte & 15)]
                position += 2
            }
            return position
        }
    }

    /// Returns the seconds since 1970 in UTC of a UTCTime or GeneralizedTime; nil if it is not a
    /// date.
    static func seconds(_ time: UnsafePointer<ASN1_TIME>) -> Int64? {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else {
            ErrorQueue.clear()
            return nil
        }
        let days = daysSinceEpoch(
            year: Int64(parts.tm_year) + 1900, month: Int64(parts.tm_mon) + 1,
            day: Int64(parts.tm_mday)
        )
        return days * 86_400 + Int64(parts.tm_hour) * 3_600 + Int64(parts.tm_min) * 60
            + Int64(parts.tm_sec)
    }
}

/// Returns the days from 1970-01-01 to a date in the proleptic Gregorian calendar, year 0 or later.
/// Does not use libc's `timegm`, which takes the time zone's lock. The calculation counts years
/// from March.
private func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}
