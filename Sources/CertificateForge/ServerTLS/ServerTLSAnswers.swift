internal import COpenSSL
internal import OpenSSLSupport

/// OpenSSL's callbacks for SNI and ALPN.
final class ServerTLSAnswers {
    private let named: [String: LoadedIdentity]
    private let unknownName: UnknownNameAnswer
    private let applicationProtocol: ApplicationProtocolAnswer
    /// The forced protocol, in memory that OpenSSL can read after the call. It is freed in deinit.
    private let insisted: UnsafeMutableBufferPointer<UInt8>

    /// Loads the certificates of all names.
    init(_ settings: ServerTLSSettings, in library: LibraryContext) throws(OpenSSLFailure) {
        var named: [String: LoadedIdentity] = [:]
        for (name, identity) in settings.namedIdentities {
            named[name] = try LoadedIdentity(identity, in: library)
        }
        self.named = named
        unknownName = settings.unknownName
        applicationProtocol = settings.applicationProtocol
        var name: [UInt8] = []
        if case .insist(let text) = applicationProtocol { name = Array(text.utf8.prefix(255)) }
        insisted = .allocate(capacity: name.count)
        _ = insisted.initialize(fromContentsOf: name)
    }

    deinit {
        insisted.deallocate()
    }

    /// Installs the callbacks. The context must not outlive this object.
    func install(in context: OpaquePointer) {
        let own = Unmanaged.passUnretained(self).toOpaque()
        fs_SSL_CTX_set_servername_arg(context, own)
        fs_SSL_CTX_set_servername_callback(context) { connection, alert, own in
            guard let connection, let own else { return SSL_TLSEXT_ERR_NOACK }
            let answers = Unmanaged<ServerTLSAnswers>.fromOpaque(own).takeUnretainedValue()
            return answers.answerName(connection, alert)
        }
        guard applicationProtocol != .ignore else { return }
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, chosen, count, offered, offeredCount, own in
                guard let own else { return SSL_TLSEXT_ERR_NOACK }
                let answers = Unmanaged<ServerTLSAnswers>.fromOpaque(own).takeUnretainedValue()
                let offer = UnsafeBufferPointer(start: offered, count: Int(offeredCount))
                return answers.answerProtocols(offer, chosen, count)
            }, own)
    }

    private func answerName(
        _ connection: OpaquePointer, _ alert: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let name = SSL_get_servername(connection, TLSEXT_NAMETYPE_host_name)
            .map { String(cString: $0).lowercased() }
        if let name, let identity = named[name] {
            return identity.use(inConnection: connection) == 1
                ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL
        }
        switch unknownName {
        case .defaultIdentity:
            return SSL_TLSEXT_ERR_NOACK
        case .refuse:
            alert?.pointee = SSL_AD_UNRECOGNIZED_NAME
            return SSL_TLSEXT_ERR_ALERT_FATAL
        }
    }

    /// Responds to the client's ALPN list. `chosen` must point into memory that outlives the call,
    /// such as the client's own list.
    private func answerProtocols(
        _ offer: UnsafeBufferPointer<UInt8>,
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        _ count: UnsafeMutablePointer<UInt8>?
    ) -> Int32 {
        let ours: [String]
        switch applicationProtocol {
        case .ignore, .refuse:
            return SSL_TLSEXT_ERR_ALERT_FATAL
        case .insist:
            chosen?.pointee = UnsafePointer(insisted.baseAddress)
            count?.pointee = UInt8(insisted.count)
            return SSL_TLSEXT_ERR_OK
        case .choose(let names):
            ours = names
        }
        for name in ours {
            guard let place = Self.position(of: Array(name.utf8), in: offer) else { continue }
            chosen?.pointee = offer.baseAddress.map { $0 + place }
            count?.pointee = UInt8(name.utf8.count)
            return SSL_TLSEXT_ERR_OK
        }
        return SSL_TLSEXT_ERR_NOACK
    }

    /// Returns the position of a name in a list of length-prefixed names.
    private static func position(
        of name: [UInt8], in offer: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var start = 0
        while start < offer.count {
            let end = start + 1 + Int(offer[start])
            guard end <= offer.count else { return nil }
            if offer[(start + 1)..<end].elementsEqual(name) { return start + 1 }
            start = end
        }
        return nil
    }
}
