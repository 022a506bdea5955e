public import EdgePolicy

/// What is known of the private key beside a certificate; never the key.
public struct KeyCheck: Hashable, Sendable {
    public var match: FileForecast.KeyMatch
    /// The file it was read from; nil when no key was given.
    public var file: String?
    /// Whether everybody on the machine may read that file.
    public var isWorldReadable: Bool

    /// No key, unless said otherwise.
    public init(
        _ match: FileForecast.KeyMatch = .notGiven, file: String? = nil,
        isWorldReadable: Bool = false
    ) {
        self.match = match
        self.file = file
        self.isWorldReadable = isWorldReadable
    }

    var json: JSONValue {
        let matches: JSONValue =
            switch match {
            case .notGiven: .null
            case .matches: true
            case .differs: false
            }
        return [
            "file": .of(file), "matches": matches, "world_readable": .bool(isWorldReadable),
        ]
    }
}
