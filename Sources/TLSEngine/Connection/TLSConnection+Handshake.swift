internal import COpenSSL
internal import OpenSSLSupport
package import OriginFacts

extension TLSConnection {
    /// Continues the handshake as far as the received bytes allow. Once the handshake is over,
    /// every call returns the same result.
    package func handshake() -> Step {
        if let result { return result }
        let step = nextStep()
        if case .needsBytes = step { return step }
        record.forgetCertificateMessage()
        result = step
        return step
    }

    /// The known facts of an unfinished handshake, for a caller that stops waiting.
    package var partial: PartialHandshake {
        PartialHandshake(
            version: record.serverVersion, chain: partialChain,
            clientCertificate: clientCertificateRequest)
    }

    private func nextStep() -> Step {
        if let failure = openingFailure { return .failed(failure, partial) }
        ErrorQueue.clear()
        let outcome = SSL_do_handshake(pointer)
        if outcome == 1 { return finish() }
        // SSL_get_error reads the queue, so it must come before the drain.
        let error = SSL_get_error(pointer, outcome)
        let errors = ErrorQueue.drain()
        switch error {
        case SSL_ERROR_WANT_READ:
            guard let ending else { return .needsBytes }
            return .failed(failure(ending), partial)
        case SSL_ERROR_ZERO_RETURN:
            return .failed(.closed(bytesReceived: bytesReceived), partial)
        default:
            return .failed(failure(errors), partial)
        }
    }

    private var openingFailure: HandshakeFailure? {
        switch opening.kind {
        case .undecided, .tls: nil
        case .ssl2: .protocolError(reason: "SSL 2.0 record")
        case .foreign: .notTLS(firstBytes: opening.bytes)
        }
    }

    private func failure(_ ending: Ending) -> HandshakeFailure {
        if let alert = record.lastWarning, alert != .closeNotify { return .alertReceived(alert) }
        return switch ending {
        case .closed: .closed(bytesReceived: bytesReceived)
        case .reset: .reset(bytesReceived: bytesReceived)
        }
    }

    private func failure(_ errors: [OpenSSLError]) -> HandshakeFailure {
        if let alert = record.fatalAlert { return .alertReceived(alert) }
        let told = errors.mostTelling
        if told?.reasonCode == SSL_R_EXCESSIVE_MESSAGE_SIZE,
            fs_SSL_in_certificate_message(pointer) == 1
        {
            return .certificateMessageTooLarge
        }
        let reason = told?.reason ?? "unknown reason"
        guard let alert = record.alertSent else { return .protocolError(reason: reason) }
        return .alertSent(alert, reason: reason)
    }
}

// MARK: - Facts of a finished handshake

extension TLSConnection {
    private func finish() -> Step {
        let chosen = chosenProtocol
        if let chosen, !applicationProtocols.contains(chosen) {
            return .failed(.protocolError(reason: "ALPN protocol that was not offered"), partial)
        }
        let chain = peerChain
        let session = TLSSession(
            version: TLSVersion(rawValue: UInt16(truncatingIfNeeded: SSL_version(pointer))),
            cipher: cipherName, group: groupName, applicationProtocol: chosen,
            serverName: serverName, chain: CertificateFacts.reading(chain, context.intermediates),
            clientCertificate: clientCertificateRequest, stapledOCSP: stapledOCSP,
            sawHelloRetryRequest: record.sawHelloRetryRequest)
        return .finished(session, chain: chain)
    }

    private var cipherName: String {
        SSL_CIPHER_standard_name(SSL_get_current_cipher(pointer)).map { String(cString: $0) } ?? ""
    }

    private var groupName: String? {
        let group = fs_SSL_get_negotiated_group(pointer)
        guard group != NID_undef, let name = SSL_group_to_name(pointer, group) else { return nil }
        return String(cString: name)
    }

    private var chosenProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(pointer, &start, &count)
        guard let start, count > 0 else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }

    private var stapledOCSP: [UInt8]? {
        var start: UnsafePointer<UInt8>?
        let count = fs_SSL_get_status_response(pointer, &start)
        guard let start, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    private var peerChain: [CertificateHandle] {
        guard let stack = SSL_get_peer_cert_chain(pointer) else { return [] }
        return (0..<fs_sk_X509_num(stack)).compactMap { index in
            fs_sk_X509_value(stack, index).map {
                CertificateHandle(sharing: $0, in: context.library)
            }
        }
    }

    /// The certificates of an unfinished handshake: the ones that libssl kept, otherwise the ones
    /// that can be read from the raw message.
    private var partialChain: [CertificateFacts] {
        let kept = peerChain
        if !kept.isEmpty { return kept.map(CertificateFacts.init(reading:)) }
        guard !record.certificateMessage.isEmpty else { return [] }
        let message = CertificateMessage(
            record.certificateMessage, isTLS13: record.serverVersion == .tls1_3)
        return message.certificates.compactMap { der in
            (try? CertificateHandle(der: der, in: context.library)).map(
                CertificateFacts.init(reading:))
        }
    }

    private var clientCertificateRequest: ClientCertificateRequest {
        guard record.sawCertificateRequest else { return .notAsked }
        guard let names = SSL_get0_peer_CA_list(pointer) else { return .asked(authorities: []) }
        let count = min(fs_sk_X509_NAME_num(names), TLSConnection.authorityLimit)
        return .asked(
            authorities: (0..<max(0, count)).map {
                DistinguishedName.text(of: fs_sk_X509_NAME_value(names, $0))
            })
    }

    /// The maximum number of names of accepted authorities to keep.
    private static let authorityLimit: Int32 = 500
}

extension [OpenSSLError] {
    /// The error that best explains the cause: libssl's oldest error that does not merely report
    /// that another part failed, otherwise the oldest error.
    var mostTelling: OpenSSLError? {
        first { $0.library == ERR_LIB_SSL && fs_error_is_common($0.code) == 0 } ?? first
    }
}
