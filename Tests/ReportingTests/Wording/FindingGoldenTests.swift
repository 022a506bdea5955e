import DataFormats
import EdgePolicy
import OriginFacts
import TestSupport
import Testing

@testable import Reporting

/// Every finding on one page, with its words and its facts in the wire format.
@Suite struct `The words and the data of findings` {
    @Test func `of a check read as committed`() throws {
        var wording = Wording(SampleCatalog.ready.report)
        wording.mode = .strict
        let entries = FindingCatalog.kinds.map { kind in
            let words = wording.words(Finding(kind, severity: .error, addresses: [Sample.first]))
            return entry(kind.id, words, kind.facts.json)
        }
        try Golden.expect(entries.joined(separator: "\n"), isAsIn: "findings.txt")
    }

    @Test func `of certificate files read as committed`() throws {
        let wording = FileWording(FileSample("words").report)
        let entries = FindingCatalog.fileKinds.map { kind in
            entry(kind.id, wording.words(kind), kind.facts.json)
        }
        try Golden.expect(entries.joined(separator: "\n"), isAsIn: "file-findings.txt")
    }

    private func entry(_ id: String, _ words: FindingWords, _ data: JSONValue) -> String {
        """
        \(id): \(words.title.text)
          saw   \(words.saw.text)
          means \(words.means.text)
          data  \(JSONWriter.text(data, layout: .line))

        """
    }
}
