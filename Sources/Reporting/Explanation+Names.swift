/// Findings about the name and its addresses.
extension Explanation {
    static let names: [Explanation] = []
    static let reach: [Explanation] = []
    static let handshakes: [Explanation] = []
    static let chains: [Explanation] = []
    static let certificates: [Explanation] = []
    static let remarks: [Explanation] = []
    static let irregularities: [Explanation] = []
    static let answers: [Explanation] = []
    static let content: [Explanation] = []
}
