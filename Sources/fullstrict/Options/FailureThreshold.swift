internal import ArgumentParser

/// `--fail-on`.
enum FailureThreshold: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case never
}
