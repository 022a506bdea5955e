import Foundation
import Glibc
import TestSupport
import Testing

@testable import OriginCheck

/// Reading and writing whole files.
@Suite struct `Files` {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `are read up to a limit`() throws {
        let file = try folder.write("ten", "0123456789")
        #expect(try InputFile.read(file, limit: 10, what: "file").count == 10)
        #expect(kind { _ = try InputFile.read(file, limit: 9, what: "file") } == .damagedData)
        #expect(
            kind { _ = try InputFile.read(folder.path, limit: 9, what: "file") }
                == .unreadableInput)
    }

    @Test func `are replaced whole, and keep their mode and links`() throws {
        let file = try folder.write("data", "old")
        chmod(file, 0o640)
        symlink(file, folder.path("link"))
        try OutputFile.write(Array("new".utf8), to: folder.path("link"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "new")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
        #expect(mode as? Int == 0o640)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(names) == ["data", "link"])
    }

    @Test func `are created only where nothing is`() throws {
        let file = folder.path("new")
        try OutputFile.create([1], at: file, mode: 0o600)
        #expect(kind { try OutputFile.create([2], at: file, mode: 0o600) } == .cannotWrite)
        #expect(try InputFile.read(file, limit: 9, what: "file") == [1])
    }

    @Test func `leave no folder behind that could not be made`() throws {
        let blocked = try folder.write("file", "")
        #expect(kind { try OutputFile.makeFolder(blocked + "/a/b") } == .cannotWrite)
        let made = try OutputFile.makeFolder(folder.path("a/b"))
        #expect(made == [folder.path("a"), folder.path("a/b")])
    }

    @Test func `are told apart by device and inode`() throws {
        let (one, two) = (try folder.write("one", ""), try folder.write("two", ""))
        symlink(one, folder.path("link"))
        #expect(FileIdentity(path: one) == FileIdentity(path: folder.path("link")))
        #expect(FileIdentity(path: one) != FileIdentity(path: two))
        #expect(FileIdentity(path: folder.path("none")) == nil)
    }

    @Test func `are read by lines, without any that is too long`() throws {
        let file = try folder.write("lines", "one\n\nmuch too long\ntwo")
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        var lines = InputLines(descriptor: descriptor, limit: 5)
        var found: [InputLines.Line] = []
        while let line = lines.next() { found.append(line) }
        #expect(
            found == [
                .text(Array("one".utf8)), .text([]), .tooLong, .text(Array("two".utf8)),
            ])
        #expect(lines.problem == nil)
    }

    // swift-format-ignore
    @Test(arguments: [
        ("plain.pem",    "plain.pem"),
        ("two words",    "'two words'"),
        ("it's",         #"'it'\''s'"#),
        ("",             "''"),
        ("line\nbreak",  #"$'line\x0abreak'"#),
    ])
    func `are named as words of a shell`(name: String, word: String) {
        #expect(ShellWord.quoted(name) == word)
    }
}
