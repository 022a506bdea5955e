internal import OriginFacts

/// How a connection ended under a request, as the handlers below HTTP report it.
enum SessionBreak: Error, Hashable {
    /// A fatal TLS alert came.
    case alert(TLSAlert)
    /// TLS that could not be read any more; `reason` is OpenSSL's own text.
    case brokenTLS(reason: String)
}
