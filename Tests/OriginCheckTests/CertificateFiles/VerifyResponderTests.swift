import CertificateForge
import Foundation
import TestSupport
import Testing

@testable import OriginCheck

/// Requests to verify a chain, one JSON object each.
@Suite struct `A verify request` {
    private let fixture: CertificateFixture

    init() throws {
        fixture = try CertificateFixture()
    }

    private func answer(_ request: [String: Any]) throws -> [String: Any] {
        var responder = try VerifyResponder(trust: try fixture.trust())
        let line = try JSONSerialization.data(withJSONObject: request)
        return try object(responder.answer(Array(line)))
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private func request(_ leaf: ForgedCertificate) -> [String: Any] {
        [
            "id": 7, "leaf": leaf.pem, "intermediates": [fixture.authority.intermediate.pem],
            "host": "www.example.test",
        ]
    }

    @Test func `is judged by the configured roots`() throws {
        let answer = try answer(request(try fixture.leaf()))
        #expect(answer["id"] as? Int == 7)
        #expect(answer["valid"] as? Bool == true)
    }

    @Test func `is judged by its own roots where it names some`() throws {
        var request = request(try fixture.leaf())
        request["trust"] = [try Authority("Other", at: CertificateFixture.now).root.pem]
        #expect(try answer(request)["valid"] as? Bool == false)
        request["trust"] = [fixture.authority.root.pem]
        #expect(try answer(request)["valid"] as? Bool == true)
    }

    @Test func `is refused for another host`() throws {
        var request = request(try fixture.leaf())
        request["host"] = "other.test"
        #expect(try answer(request)["valid"] as? Bool == false)
    }

    @Test func `that cannot be read is answered by an error`() throws {
        var responder = try VerifyResponder(trust: try fixture.trust())
        #expect(try object(responder.answer(Array("nonsense".utf8)))["error"] != nil)
        #expect(try object(responder.answer(.tooLong))["error"] != nil)
        #expect(try answer(["id": "a", "leaf": "no certificate"])["error"] != nil)
    }
}
