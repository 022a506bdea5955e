import CertificateForge
import OpenSSLSupport
import Testing

/// The lean context for handshakes is used if it passes its test; otherwise the full one replaces
/// it.
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
        // An algorithm that the full library lacks too does not count against the lean one.
        #expect(LibrarySelfTest.passes(broken, beside: broken))
        #expect(LibrarySelfTest.passes(full, beside: broken))
    }
}
