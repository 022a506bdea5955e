/// Which HTTP was spoken.
public enum HTTPVersion: String, Hashable, Sendable, CaseIterable {
    case http1_0 = "1.0"
    case http1_1 = "1.1"
    case http2 = "2"
}
