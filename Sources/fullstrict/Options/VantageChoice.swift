internal import ArgumentParser

/// `--vantage`: on the origin itself no firewall for strangers stands between, so a refusal is proof; and
/// names that resolve to this machine are meant.
enum VantageChoice: String, ExpressibleByArgument, CaseIterable {
    case elsewhere
    case origin
}
