/// Names of Cloudflare services that answer without an origin of the owner's. Sources:
/// developers.cloudflare.com under cloudflare-one/connections/connect-networks, pages, workers, r2.
enum HostedServiceTable {
    // swift-format-ignore
    private static let suffixes: [(String, HostedService)] = [
        (".cfargotunnel.com",         .tunnel),
        (".pages.dev",                .pages),
        (".workers.dev",              .workers),
        (".r2.dev",                   .r2),
        (".r2.cloudflarestorage.com", .r2),
    ]

    /// The service behind an A-label name; nil for any other name.
    static func service(of name: String) -> HostedService? {
        suffixes.first { name.hasSuffix($0.0) }?.1
    }
}
