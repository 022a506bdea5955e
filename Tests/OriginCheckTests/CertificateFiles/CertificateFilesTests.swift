import CertificateForge
import Foundation
import OpenSSLSupport
import TestSupport
import Testing

@testable import OriginCheck

/// Reading certificate and key files in every format.
@Suite struct `Certificate files` {
    private let fixture: CertificateFixture
    private let library: LibraryContext

    init() throws {
        fixture = try CertificateFixture()
        library = try LibraryContext()
    }

    private func read(_ paths: String...) throws -> CertificateFiles {
        try CertificateFiles(paths, passwords: PasswordSource(), in: library)
    }

    @Test func `are read in their order, with the key beside them`() throws {
        let leaf = try fixture.leaf()
        let file = try fixture.folder.write(
            "all.pem", leaf.pem + fixture.authority.intermediate.pem + leaf.key.pem)
        let files = try read(file)
        #expect(files.certificates.map(\.der) == [leaf.der, fixture.authority.intermediate.der])
        #expect(files.key?.file == file)
        #expect(files.openKeyFiles == [file])
        #expect(files.isPEM)
    }

    @Test func `may be DER`() throws {
        let leaf = try fixture.leaf()
        let files = try read(try fixture.folder.write("leaf.der", leaf.der))
        #expect(files.certificates.map(\.der) == [leaf.der])
        #expect(!files.isPEM)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("",                                   "is empty"),
        ("hello",                              "other text"),
        ("<!DOCTYPE html><html></html>",       "a web page"),
        ("-----BEGIN PUBLIC KEY-----\nMAMC\n-----END PUBLIC KEY-----\n", "a public key"),
    ])
    func `without a certificate are refused by what they hold`(text: String, words: String) throws {
        let file = try fixture.folder.write("odd", text)
        do {
            _ = try read(file)
            Issue.record("a file without a certificate was taken")
        } catch let error as OriginCheckError {
            #expect(error.kind == .damagedData)
            #expect(error.message.contains(words), "\(error)")
        }
    }

    @Test func `that are cut off name the line`() throws {
        let text = try fixture.leaf().pem
        let file = try fixture.folder.write("cut.pem", String(text.prefix(text.count / 2)))
        #expect(kind { _ = try read(file) } == .damagedData)
        #expect(kind { _ = try read("/nonexistent.pem") } == .unreadableInput)
    }

    @Test func `with a key of another certificate are told apart by the key`() throws {
        let (leaf, other) = (try fixture.leaf(), try fixture.leaf("other.example.test"))
        let file = try fixture.folder.write("key.pem", other.key.pem)
        let key = try KeyFile(file).read(PasswordSource(), in: library)
        #expect(key.belongs(to: try other.handle(in: library)))
        #expect(!key.belongs(to: try leaf.handle(in: library)))
    }

    @Test func `are no key files`() throws {
        let file = try fixture.file([try fixture.leaf()])
        do {
            _ = try KeyFile(file).read(PasswordSource(), in: library)
            Issue.record("a certificate was read as a key")
        } catch {
            #expect(error.message.contains("holds a certificate, not a private key"))
        }
    }

    @Test func `get their password from a file or a person`() throws {
        let file = try fixture.folder.write("password", "s3cret\nsecond line\n")
        #expect(try PasswordSource(path: file).text(for: "key.pem") == "s3cret")
        let person = PasswordSource { (file) in "for \(file)" }
        #expect(try person.text(for: "key.pem") == "for key.pem")
        #expect(try PasswordSource().text(for: "key.pem") == nil)
    }
}
