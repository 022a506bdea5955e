import CertificateForge
import Foundation
import OpenSSLSupport
import TestSupport

/// Seeds in the formats of protocols.
extension FuzzSeeds {
    static func messages() -> [[UInt8]] {
        let head: [UInt8] = [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0]
        let question: [UInt8] = [1, 0x61, 4, 0x74, 0x65, 0x73, 0x74, 0, 0, 1, 0, 1]
        let alias: [UInt8] = [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, 0x62, 0xC0, 14]
        let address: [UInt8] = [0xC0, 36, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]
        return [head + question + alias + address, head]
    }

    static func serverHellos() -> [[UInt8]] {
        let random = [UInt8](repeating: 7, count: 32)
        let legacy: [UInt8] = [3, 3] + random + [0, 0xC0, 0x2B, 0]
        let extensions: [UInt8] = [0, 0x2B, 0, 2, 3, 4, 0, 0x33, 0, 4, 0, 0x1D, 0, 0]
        return [
            legacy, [3, 3] + random + [0, 0x13, 1, 0, 0, UInt8(extensions.count)] + extensions,
        ]
    }

    /// Returns the first records of a server: a ServerHello in one record and in two, and alerts.
    static func firstRecords() -> [[UInt8]] {
        let body: [UInt8] = [3, 1] + [UInt8](repeating: 7, count: 32) + [0, 0, 10, 0]
        let hello = [2, 0, 0, UInt8(body.count)] + body
        let head: [UInt8] = [22, 3, 1, 0]
        let parts = (hello.prefix(9), hello.dropFirst(9))
        return [
            head + [UInt8(hello.count)] + hello, [21, 3, 1, 0, 2, 2, 40],
            head + [UInt8(parts.0.count)] + parts.0 + head + [UInt8(parts.1.count)] + parts.1,
            [21, 3, 1, 0, 2, 1, 112] + head + [UInt8(hello.count)] + hello,
        ]
    }

    static func certificateMessages() throws -> [[UInt8]] {
        func sized(_ bytes: [UInt8]) -> [UInt8] {
            [UInt8(bytes.count >> 16), UInt8(bytes.count >> 8 & 0xFF), UInt8(bytes.count & 0xFF)]
                + bytes
        }
        let made = try issued.get().map(\.der)
        return [
            sized(made.flatMap { sized($0) }),
            [0] + sized(made.flatMap { sized($0) + [0, 0] }), [0, 0, 0, 0],
        ]
    }

    /// Returns HTTP/2 frames (RFC 9113 section 6): settings, indexed header fields, data, and each
    /// kind of end.
    static func frames() -> [[UInt8]] {
        func frame(_ type: UInt8, flags: UInt8, stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
            [0, 0, UInt8(payload.count), type, flags, 0, 0, 0, stream] + payload
        }
        let settings = frame(4, flags: 0, stream: 0, [0, 3, 0, 0, 0, 100])
        let head = frame(1, flags: 4, stream: 1, [0x88])
        let data = frame(0, flags: 1, stream: 1, Array("<title>a</title>".utf8))
        let moved = frame(1, flags: 5, stream: 1, [0x48, 3, 0x33, 0x30, 0x31, 0x6E, 1, 0x2F])
        let split = frame(1, flags: 0, stream: 1, [0x88]) + frame(9, flags: 4, stream: 1, [0x8D])
        return [
            settings + frame(4, flags: 1, stream: 0, []) + head + data, settings + moved,
            settings + split + data, settings + frame(3, flags: 0, stream: 1, [0, 0, 0, 7]),
            settings + frame(7, flags: 0, stream: 0, [0, 0, 0, 0, 0, 0, 0, 2]),
            settings + frame(6, flags: 0, stream: 0, [UInt8](repeating: 9, count: 8)) + head,
            settings + frame(8, flags: 0, stream: 0, [0, 0, 1, 0])
                + frame(5, flags: 4, stream: 1, [0, 0, 0, 2, 0x82]),
            Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8),
        ]
    }

    /// Returns PKCS#7 and PKCS#12 files, written by the `openssl` program.
    static func containers() throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        let leaf = try issued.get()[0]
        _ = try folder.write("both", leaf.pem + leaf.key.pem)
        try Command.output(
            of: ["openssl", "crl2pkcs7", "-nocrl", "-certfile", "both", "-outform", "DER"]
                + ["-out", "p7"], in: folder.path)
        try Command.output(
            of: ["openssl", "pkcs12", "-export", "-in", "both", "-out", "p12"]
                + ["-passout", "pass:secret"], in: folder.path)
        return try ["p7", "p12"].map {
            Array(try Data(contentsOf: URL(filePath: folder.path($0))))
        }
    }

    /// Returns the results in the golden files of ReportingTests.
    static func results() throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ReportingTests/Golden")
        return try ["443-closed.json", "80-closed.json", "expired.json"].map {
            Array(try Data(contentsOf: folder.appending(path: $0)))
        }
    }
}
