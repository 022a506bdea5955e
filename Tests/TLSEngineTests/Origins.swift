import CertificateForge

/// Certificates and servers that the suites share. They are not verified, so any time is valid.
enum Origins {
    static let now: Int64 = 1_790_000_000
    static let authority = Result { try Authority("Engine", at: now) }
    private static let rsaKey = Result { try rsaIdentity() }
    private static let ecKey = Result { try identity(.p256) }

    /// Returns a server with a P-256 certificate and its intermediate.
    static func ec() throws -> ServerTLSSettings {
        ServerTLSSettings(try ecKey.get())
    }

    /// Returns a server with an RSA certificate and its intermediate.
    static func rsa() throws -> ServerTLSSettings {
        ServerTLSSettings(try rsaKey.get())
    }

    static func identity(_ key: KeyKind) throws -> ServerIdentity {
        let chain = try authority.get().chain(.server("www.origin.test", at: now), key: key)
        return ServerIdentity(chain[0], sending: Array(chain.dropFirst()))
    }

    private static func rsaIdentity() throws -> ServerIdentity {
        let recipe = CertificateRecipe.server("www.origin.test", at: now).with {
            $0.keyUsage = [.digitalSignature, .keyEncipherment]
        }
        let chain = try authority.get().chain(recipe, key: .rsa(bits: 2048))
        return ServerIdentity(chain[0], sending: Array(chain.dropFirst()))
    }
}
