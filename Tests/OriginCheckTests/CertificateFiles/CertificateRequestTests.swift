import Foundation
import TestSupport
import Testing

@testable import OriginCheck

/// The names and files of a new certificate.
@Suite struct `A certificate request` {
    // swift-format-ignore
    @Test(arguments: [
        (["example.com"],                      ["example.com"],                  "example.com"),
        (["*.example.com", "*.EXAMPLE.com"],   ["*.example.com"],                "wildcard.example.com"),
        (["bücher.example"],                   ["xn--bcher-kva.example"],        "xn--bcher-kva.example"),
    ])
    func `takes names in A-label form, each once`(
        words: [String], names: [String], file: String
    ) throws {
        let requested = try RequestedNames(words)
        #expect(requested.names == names)
        #expect(requested.fileName == file)
    }

    @Test(arguments: [
        "192.0.2.1", "[2001:db8::1]", "localhost", "*.com", "a*.example.com", "https://example.com",
        "under_score.example.com", "-a.example.com", "two words", "", "co.uk",
    ])
    func `refuses what Origin CA does not certify`(word: String) {
        #expect(kind { _ = try RequestedNames([word]) } == .invalidInput)
    }

    @Test func `refuses more than 200 names`() throws {
        let names = (1...201).map { "n\($0).example.com" }
        #expect(kind { _ = try RequestedNames(names) } == .invalidInput)
        #expect(try RequestedNames(Array(names.dropLast())).names.count == 200)
    }

    @Test func `names the parents that wildcards leave out`() throws {
        #expect(try RequestedNames(["*.example.com"]).uncoveredParents == ["example.com"])
        #expect(try RequestedNames(["*.example.com", "example.com"]).uncoveredParents == [])
    }

    @Test func `writes a key for its owner alone, and replaces none`() throws {
        let folder = try TemporaryFolder()
        let request = try CertificateRequest(names: ["example.com"])
        let files = try request.write(to: folder.path("new"))
        let mode = try FileManager.default.attributesOfItem(atPath: files.key)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let text = try String(contentsOfFile: files.request, encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN CERTIFICATE REQUEST-----"))
        #expect(kind { _ = try request.write(to: folder.path("new")) } == .cannotWrite)
    }
}
