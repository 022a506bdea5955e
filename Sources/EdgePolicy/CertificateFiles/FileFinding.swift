public import OriginFacts

/// One thing worth telling the owner of certificate files.
public struct FileFinding: Hashable, Sendable {
    public var kind: FileFindingKind
    public var severity: Severity
    /// The hosts it is about; empty when it is about all of them.
    public var hosts: [HostName]
    /// The address it was seen at; nil for what is in the files.
    public var address: IPAddress?
    /// What to do about it, first what helps most; empty when there is nothing to mend.
    public var remedies: [FileRemedy]

    /// A finding about the files, or about one address.
    public init(
        _ kind: FileFindingKind, severity: Severity, hosts: [HostName] = [],
        address: IPAddress? = nil, remedies: [FileRemedy] = []
    ) {
        self.kind = kind
        self.severity = severity
        self.hosts = hosts
        self.address = address
        self.remedies = remedies
    }

    /// The stable dotted id.
    public var id: String {
        kind.id
    }
}
