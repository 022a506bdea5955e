/// One HTTP answer.
struct Page: Sendable {
    var status = 200
    var title = "An ordinary site"
    /// Further header fields.
    var fields: [(name: String, value: String)] = []
    /// Bytes of filling in the header, spread over fields of 8,000.
    var filling = 0
    var delivery = Delivery.whole
    /// Informational statuses before the answer (HTTP/1.1 only).
    var interim: [Int] = []

    /// Milliseconds before the answer.
    var delay: Int64 = 0
    /// Bytes of filling in the body.
    var padding = 0

    /// How the body goes out.
    enum Delivery: Hashable, Sendable {
        /// With its length.
        case whole
        /// In chunks, without its length.
        case chunked
        /// With ten times its length announced; then the connection is closed.
        case truncated
        /// Not at all.
        case none
    }

    /// A redirect to a Location, as written.
    static func redirect(to location: String, status: Int = 301) -> Page {
        Page(status: status, title: "Moved", fields: [("location", location)])
    }

    /// The page as HTML.
    var body: String {
        "<!doctype html><html><head><title>\(title)</title></head>"
            + "<body><h1>\(title)</h1><p>From the origin lab.</p>"
            + String(repeating: "x", count: padding) + "</body></html>\n"
    }
}
