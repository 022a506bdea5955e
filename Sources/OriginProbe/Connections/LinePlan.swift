internal import NIOCore
internal import OriginFacts
internal import TLSEngine

/// Where a line leads, and what it may cost.
struct LinePlan: Sendable {
    let address: IPAddress
    let port: UInt16
    /// Nil for cleartext.
    var tls: TLSPlan?
    let connectMilliseconds: Int
    /// Of everything on this line.
    var deadline: NIODeadline
    let hasRoute: Bool
    var limits = ResponseLimits()

    /// What the ClientHello says.
    struct TLSPlan: Sendable {
        let context: EdgeTLSContext
        let serverName: String?
        var applicationProtocols = ["h2", "http/1.1"]
    }
}
