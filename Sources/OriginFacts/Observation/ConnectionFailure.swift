/// How a TCP connection failed to open. One case for each thing the edge tells apart.
public enum ConnectionFailure: Hashable, Sendable {
    /// RST in answer to SYN.
    case refused
    /// An ICMP "administratively prohibited" (EACCES, EPERM, or EHOSTUNREACH at once for a host
    /// that answers elsewhere): a firewall speaking.
    case prohibited
    /// SYN silence.
    case timedOut(afterMilliseconds: Int)
    case networkUnreachable
    case hostUnreachable
    /// Reset after SYN+ACK, before it was usable.
    case reset
}
