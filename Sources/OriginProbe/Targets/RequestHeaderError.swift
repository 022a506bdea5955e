/// Why a text is no header field that may be sent.
package enum RequestHeaderError: Error, Hashable, Sendable {
    case noColon(String)
    case badName(String)
    case controlCharacter(name: String)
    /// A field the edge sets, or one that frames the request.
    case refused(name: String)
}

extension RequestHeaderError: CustomStringConvertible {
    /// What is wrong, and what to write in its place. Values are never repeated: they may be secrets.
    package var description: String {
        switch self {
        case .noColon: "a header is written 'Name: value'"
        case .badName(let name): "\(name) is no header name"
        case .controlCharacter(let name): "the value of \(name) holds a control character"
        case .refused(let name): "\(name) is not sent to an origin by fullstrict: leave it out"
        }
    }
}
