/// The first difference between what port 80 and TLS serve.
public enum ContentDifference: Hashable, Sendable {
    case status(plain: Int, tls: Int)
    case redirect(plain: String?, tls: String?)
    case title(plain: String?, tls: String?)
    case body(plainBytes: Int, tlsBytes: Int)
}
