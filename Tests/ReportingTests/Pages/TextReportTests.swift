import EdgePolicy
import Foundation
import OriginFacts
import Reporting
import TestSupport
import Testing

@Suite struct `Text report` {
    static let forms: [(name: String, style: TextStyle, detail: TextReport.Detail)] = [
        ("txt", TextStyle(), .normal), ("ascii.txt", TextStyle(symbols: .ascii), .normal),
        ("verbose.txt", TextStyle(), .verbose), ("quiet.txt", TextStyle(), .quiet),
    ]

    @Test(arguments: SampleCatalog.all)
    func `reads as committed in every form`(sample: Sample) throws {
        for form in Self.forms {
            let text = TextReport(sample.report, style: form.style, detail: form.detail).text
            try Golden.expect(text, isAsIn: "\(sample.name).\(form.name)")
        }
    }
}
