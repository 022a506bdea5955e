import OpenSSLSupport
import Testing

/// Tests of digests, the error queue and the memory pipe.
@Suite struct LibraryTests {
    /// The test vectors of FIPS 180-4.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func aDigestIsThatOfTheStandard(_ text: String, _ digest: String) {
        #expect(Digest.sha256Hex(Array(text.utf8)) == digest)
        #expect(Digest.sha256(Array(text.utf8)).count == 32)
    }

    @Test func anErrorIsReadOnce() throws {
        ErrorQueue.clear()
        #expect(throws: OpenSSLFailure.self) {
            try PrivateKeyHandle(der: [0x30, 0x00], in: LibraryContext())
        }
        #expect(ErrorQueue.drain() == [])
        let failure = ErrorQueue.failure(of: "read a key")
        #expect(failure.operation == "read a key")
    }

    @Test func nothingWaitsInANewPipe() throws {
        let pipe = try MemoryPipe()
        pipe.push(Array("from the peer".utf8))
        pipe.end()
        #expect(pipe.pending == 0)
        #expect(pipe.take() == [])
    }
}
