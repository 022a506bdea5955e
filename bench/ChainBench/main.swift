// `ChainBench [roots.pem …]` measures the cost of a chain verdict: indexing the roots, then a
// verdict with no signatures cached, one with the intermediates' cached, and one with all of them
// cached.

import CertificateForge
import ChainVerification
import Glibc
import OpenSSLSupport
import OriginFacts

let now: Int64 = 1_788_220_800

func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else {
        throw OpenSSLFailure(operation: "open \(path)", reason: "")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
        bytes += piece.prefix(count)
    }
    return bytes
}

/// Returns the processor time of this thread. Unlike wall time, it does not depend on other load.
func microseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Prints the median of many measurements.
func measure(_ name: String, count: Int, _ body: (Int) throws -> Void) rethrows {
    var samples: [Double] = []
    for number in 0..<count {
        let begin = microseconds()
        try body(number)
        samples.append(microseconds() - begin)
    }
    samples.sort()
    let median = samples[count / 2]
    let rate = median > 0 ? Int(1e6 / median) : 0
    print(
        "\(name): median \((median * 100).rounded() / 100) µs, best \((samples[0] * 100).rounded() / 100) µs, \(rate)/s"
    )
}

let library = try LibraryContext()
let authority = try Authority("Benchmark", at: now)
let rsa = try Authority("Benchmark RSA", at: now, key: .rsa(bits: 2048))
let forged = AnchorSource(
    .custom, label: "bench", bytes: Array((authority.root.pem + rsa.root.pem).utf8))
let files = try CommandLine.arguments.dropFirst().map {
    AnchorSource(.publicRoot, label: $0, bytes: try read($0))
}
let sources = files + [OriginCARoots.source, forged]

let anchors = try TrustAnchors(sources)
print("\(anchors.count) roots")
try measure("index the roots", count: 30) { _ in _ = try TrustAnchors(sources) }

let requested = HostName.name(ascii: "www.example.com", unicode: "www.example.com")
let names = AcceptableNames(requested: requested)

for (kind, authority) in [("P-256", authority), ("RSA-2048", rsa)] {
    let chains = try (0..<300).map { number in
        try authority.chain(
            CertificateRecipe.server("www.example.com", "example.com", at: now).with {
                $0.serial = SerialNumber(Int64(number + 1))
            }, key: .p256
        ).map(\.der)
    }
    func handles(_ chain: [[UInt8]]) throws -> [CertificateHandle] {
        try chain.map { try CertificateHandle(der: $0, in: library) }
    }
    let parsed = try chains.map(handles)
    var first = ChainVerdict(strict: .accepted, browser: .accepted)
    func judge(_ judge: ChainJudge, _ chain: [CertificateHandle]) {
        first = judge.judge(chain, for: names, at: UnixTime(seconds: now))
        guard first.strict == .accepted else { fatalError("\(first)") }
    }
    print("-- \(kind)")
    try measure("a new judge's first verdict", count: 60) { number in
        let new = try ChainJudge(library: library, strict: anchors, browser: anchors)
        judge(new, parsed[number])
    }
    let shared = try ChainJudge(library: library, strict: anchors, browser: anchors)
    judge(shared, parsed[0])
    measure("a new leaf under a known intermediate", count: 299) { judge(shared, parsed[$0 + 1]) }
    measure("a known chain", count: 3_000) { judge(shared, parsed[$0 % 300]) }

    measure("an expired leaf, known", count: 300) {
        _ = shared.judge(parsed[$0], for: names, at: UnixTime(seconds: now + 100 * 86_400))
    }

    let alone = try (0..<300).map { try handles([chains[$0][0]]) }
    measure("a missing intermediate", count: 300) {
        _ = shared.judge(alone[$0], for: names, at: UnixTime(seconds: now))
    }
    try measure("parse a chain", count: 300) { _ = try handles(chains[$0]) }
}
