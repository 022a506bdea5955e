/// A plain and a TLS port.
public struct PortPair: Hashable, Sendable {
    public var http: UInt16
    public var https: UInt16

    /// Both ports.
    public init(http: UInt16, https: UInt16) {
        self.http = http
        self.https = https
    }

    public subscript(scheme: VisitorScheme) -> UInt16 {
        get {
            switch scheme {
            case .http: http
            case .https: https
            }
        }
        set {
            switch scheme {
            case .http: http = newValue
            case .https: https = newValue
            }
        }
    }
}
