/// Which fullstrict this is.
enum Version {
    /// Of the program, by semver.org.
    static let text = "0.1.0"
    /// Of the rules: the month Cloudflare's pages were last read against the tables.
    static let ruleset = "2026.11"
}
