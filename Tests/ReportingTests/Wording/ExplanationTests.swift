import EdgePolicy
import OriginFacts
import Reporting
import TestSupport
import Testing

@Suite struct `Explanations` {
    @Test(arguments: EdgeError.allCases)
    func `covers every edge error`(error: EdgeError) {
        #expect(Explanation.find(error.rawValue)?.id == error.rawValue)
    }

    @Test(arguments: Set(FindingCatalog.kinds.map(\.id) + FindingCatalog.fileIDs).sorted())
    func `covers every finding`(id: String) {
        #expect(Explanation.find(id)?.id == id)
    }

    @Test func `explains nothing that does not exist`() {
        let known = Set(
            FindingCatalog.kinds.map(\.id) + FindingCatalog.fileIDs
                + EdgeError.allCases.map(\.rawValue) + ["loop"])
        #expect(Set(Explanation.all.map(\.id)) == known)
        #expect(Explanation.all.count == known.count)
    }

    @Test(arguments: Explanation.all.map(\.id))
    func `says all it should, within 80 columns`(id: String) throws {
        let explanation = try #require(Explanation.find(id))
        #expect(!explanation.title.isEmpty)
        #expect(explanation.means.count > 30)
        #expect(!explanation.causes.isEmpty)
        #expect(!explanation.proof.isEmpty)
        #expect(!explanation.fixes.isEmpty)
        #expect(!explanation.sources.isEmpty)
        #expect(explanation.text.split(separator: "\n").filter { $0.utf8.count > 80 }.isEmpty)
        #expect(explanation.text.unicodeScalars.filter { !$0.isASCII }.isEmpty)
        #expect(Explanation.index.contains(id))
    }

    // swift-format-ignore
    @Test(arguments: [
        ("526", "526"), (" Error 526 ", "526"), ("530", "530/1016"), ("1016", "530/1016"), ("1002", "1000"),
        ("ERR_TOO_MANY_REDIRECTS", "loop"), ("Chain.Incomplete", "chain.incomplete"), ("522 or 525", "522-or-525"),
    ])
    func `is found however it is asked for`(subject: String, id: String) {
        #expect(Explanation.find(subject)?.id == id)
    }

    @Test(arguments: [
        "", "527", "chain", "error", AbbreviatedText(String(repeating: "5", count: 100_000)),
    ])
    func `is not found for what is unknown`(subject: AbbreviatedText) {
        #expect(Explanation.find(subject.text) == nil)
    }

    @Test func `of 521 reads as committed`() throws {
        let text = ["521", "chain.incomplete"].compactMap { Explanation.find($0)?.text }
        try Golden.expect(text.joined(separator: "\n"), isAsIn: "explain.txt")
    }
}
