extension String {
    /// Whether the text stands in there, byte for byte: unlike the standard library's search it does not
    /// compare characters, which every target of a scan would pay for some twenty times.
    func holds(_ text: String) -> Bool {
        let wanted = text.utf8
        guard let first = wanted.first else { return true }
        guard wanted.count <= utf8.count else { return false }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: wanted) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
