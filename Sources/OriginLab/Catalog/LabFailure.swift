/// Why the lab could not start; never an origin's own fault, those are what it is for.
package enum LabFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// No origin has that id.
    case unknownOrigin(id: String)
    /// A port is taken, or may not be used; `reason` is the system's word for it.
    case portNotAvailable(port: UInt16, reason: String)
    /// The port base leaves no room for all origins below 65,536.
    case portBaseTooHigh(UInt16)
    /// A certificate or TLS context could not be made.
    case cryptography(reason: String)

    package var description: String {
        switch self {
        case .unknownOrigin(let id): "no lab origin is called \(id)"
        case .portNotAvailable(let port, let reason): "cannot use port \(port): \(reason)"
        case .portBaseTooHigh(let base): "ports from \(base) up do not suffice for all origins"
        case .cryptography(let reason): reason
        }
    }

    /// Runs what the forge does; its errors become `cryptography`.
    static func wrapping<Value>(_ work: () throws -> Value) throws(LabFailure) -> Value {
        do {
            return try work()
        } catch {
            throw .cryptography(reason: "\(error)")
        }
    }
}
