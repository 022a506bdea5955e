import CertificateForge
import OpenSSLSupport
import TestSupport

@testable import OriginCheck

/// An authority and a folder for its certificates.
struct CertificateFixture {
    static let now = Clock.now().seconds

    let authority: Authority
    let folder: TemporaryFolder

    init() throws {
        authority = try Authority(at: Self.now)
        folder = try TemporaryFolder()
    }

    /// Settings that trust only this authority.
    func trust() throws -> TrustSettings {
        TrustSettings(choice: .only(file: try roots()))
    }

    /// Writes a file with the root and returns its path.
    func roots() throws -> String {
        try folder.write("roots.pem", authority.root.pem)
    }

    /// Issues a server certificate for one name.
    func leaf(_ name: String = "www.example.test") throws -> ForgedCertificate {
        try authority.issue(.server(name, at: Self.now))
    }

    /// Writes certificates into one PEM file.
    func file(_ certificates: [ForgedCertificate], _ name: String = "chain.pem") throws -> String {
        try folder.write(name, certificates.map(\.pem).joined())
    }

    /// Returns settings for these files that trust only this authority.
    func settings(_ files: [String]) throws -> CertificateFileSettings {
        CertificateFileSettings(files: files, trust: try trust())
    }
}

/// Returns the kind of error that `body` throws; nil if it throws none of ours.
func kind(_ body: () throws -> Void) -> OriginCheckError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? OriginCheckError)?.kind
    }
}

/// Returns the same for an asynchronous `body`.
func kind(_ body: () async throws -> Void) async -> OriginCheckError.Kind? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? OriginCheckError)?.kind
    }
}
