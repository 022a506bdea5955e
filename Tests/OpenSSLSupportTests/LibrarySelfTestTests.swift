import CertificateForge
import OpenSSLSupport
import Testing

/// The context for handshakes is used where it passes its test; where it does not, the full one does its work.
@Suite struct LibrarySelfTestTests {
    @Test func theLeanContextPassesHere() throws {
        let lean = try LibraryContext(for: .handshakes)
        #expect(lean.isLean)
        #expect(LibrarySelfTest.passes(lean.pointer, beside: try LibraryContext().pointer))
    }

    @Test func aContextThatKnowsTooLittleFails() throws {
        let broken = try #require(BrokenLibrary.context)
        let full = try LibraryContext().pointer
        #expect(!LibrarySelfTest.passes(broken, beside: full))
        #expect(ErrorQueue.drain() == [])
        // What the full library lacks as well says nothing about the lean one.
        #expect(LibrarySelfTest.passes(broken, beside: broken))
        #expect(LibrarySelfTest.passes(full, beside: broken))
    }
}
