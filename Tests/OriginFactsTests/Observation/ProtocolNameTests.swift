import OriginFacts
import Testing

@Suite struct ProtocolNameTests {
    // swift-format-ignore
    @Test(arguments: [
        (0, "close_notify"), (10, "unexpected_message"), (20, "bad_record_mac"), (21, "decryption_failed"),
        (22, "record_overflow"), (30, "decompression_failure"), (40, "handshake_failure"),
        (41, "no_certificate"), (42, "bad_certificate"), (43, "unsupported_certificate"),
        (44, "certificate_revoked"), (45, "certificate_expired"), (46, "certificate_unknown"),
        (47, "illegal_parameter"), (48, "unknown_ca"), (49, "access_denied"), (50, "decode_error"),
        (51, "decrypt_error"), (60, "export_restriction"), (70, "protocol_version"),
        (71, "insufficient_security"), (80, "internal_error"), (86, "inappropriate_fallback"),
        (90, "user_canceled"), (100, "no_renegotiation"), (109, "missing_extension"),
        (110, "unsupported_extension"), (111, "certificate_unobtainable"), (112, "unrecognized_name"),
        (113, "bad_certificate_status_response"), (114, "bad_certificate_hash_value"),
        (115, "unknown_psk_identity"), (116, "certificate_required"), (120, "no_application_protocol"),
        (121, "ech_required"), (1, "alert 1"), (255, "alert 255"),
    ] as [(UInt8, String)])
    func `an alert bears the registry's name, or its number`(number: UInt8, name: String) {
        #expect(TLSAlert(rawValue: number).name == name)
    }

    @Test func `the alerts the policy asks about have the right numbers`() {
        #expect(TLSAlert.handshakeFailure.name == "handshake_failure")
        #expect(TLSAlert.protocolVersion.name == "protocol_version")
        #expect(TLSAlert.internalError.name == "internal_error")
        #expect(TLSAlert.unrecognizedName.name == "unrecognized_name")
        #expect(TLSAlert.certificateRequired.name == "certificate_required")
        #expect(TLSAlert.noApplicationProtocol.name == "no_application_protocol")
    }

    @Test func `versions are named as people write them, oldest first`() {
        let versions = [TLSVersion.ssl3, .tls1_0, .tls1_1, .tls1_2, .tls1_3]
        #expect(versions.map(\.name) == ["SSL 3.0", "1.0", "1.1", "1.2", "1.3"])
        #expect(versions.reversed().sorted() == versions)
        #expect(TLSVersion(rawValue: 0xFEFD).name == "0xfefd")
    }
}
