package import OriginFacts

/// An origin of a running lab.
package struct RunningOrigin: Sendable {
    package let origin: LabOrigin
    /// The same on all its addresses.
    package let ports: PortPair

    /// What to hand `fullstrict check` to meet it.
    package var arguments: [String] {
        origin.arguments(ports: ports)
    }
}
