import CertificateForge
import Foundation
import OpenSSLSupport
import OriginFacts
import TestSupport
import Testing

@testable import OriginCheck

/// CRLs kept between runs.
@Suite struct `The cache of CRLs` {
    private let fixture: CertificateFixture
    private let cache: CRLCache
    private let now = UnixTime(seconds: CertificateFixture.now)
    private let url = "http://ca.example.test/one.crl"

    init() throws {
        fixture = try CertificateFixture()
        cache = CRLCache(
            folder: fixture.folder.path("cache/crl"), library: try LibraryContext())
    }

    private func list(at time: Int64 = CertificateFixture.now) throws -> [UInt8] {
        try Forge.crl(CRLRecipe(at: time), by: fixture.authority.root.asIssuer)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: cache.folder)
    }

    @Test func `gives back what it keeps, by its URL`() throws {
        let list = try list()
        try cache.keep(list, from: url, at: now)
        #expect(cache.list(from: url, at: now) == list)
        #expect(cache.list(from: url + "?", at: now) == nil)
    }

    @Test func `does not keep a CRL past its next update`() throws {
        try cache.keep(try list(at: now.seconds - 400 * 86_400), from: url, at: now)
        #expect(cache.list(from: url, at: now) == nil)
    }

    @Test func `ignores a CRL once it is over, or a week old`() throws {
        try cache.keep(try list(), from: url, at: now)
        let week = UnixTime(seconds: now.seconds + CRLCache.mostAge + 3_600)
        #expect(cache.list(from: url, at: week) == nil)
    }

    @Test func `ignores a damaged file`() throws {
        try cache.keep(try list(), from: url, at: now)
        let file = cache.folder + "/" + (try #require(try files().first))
        var bytes = try Data(contentsOf: URL(filePath: file))
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: URL(filePath: file))
        #expect(cache.list(from: url, at: now) == nil)
    }

    @Test func `makes room by removing the oldest file`() throws {
        var small = cache
        let list = try list()
        small.mostBytes = 2 * list.count + 100
        for number in 1...4 { try small.keep(list, from: "\(url)/\(number)", at: now) }
        #expect(try files().count == 2)
    }

    @Test func `that cannot be written throws`() throws {
        let blocked = try fixture.folder.write("file", "")
        let cache = CRLCache(folder: blocked + "/crl", library: try LibraryContext())
        #expect(kind { try cache.keep(try list(), from: url, at: now) } == .cannotWrite)
    }

    @Test func `is asked before the network, and is all there is without one`() async throws {
        let list = try list()
        try cache.keep(list, from: url, at: Clock.now())
        let fetcher = CRLFetcher(cache: cache, fetch: nil)
        let found = await fetcher.lists(
            from: [url, "http://ca.example.test/two.crl"], milliseconds: 100)
        #expect(found.map(\.source) == [url, "http://ca.example.test/two.crl"])
        guard case .der(let bytes) = try #require(found.first).content else {
            Issue.record("the kept CRL was not found")
            return
        }
        #expect(bytes == list)
    }
}
