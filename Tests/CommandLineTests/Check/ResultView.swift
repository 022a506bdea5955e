import Foundation

/// The parts of a JSON result that tests examine.
struct ResultView {
    private let root: [String: Any]

    /// Reads one document.
    init(_ text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        root = value as? [String: Any] ?? [:]
    }

    var schema: String? { root["schema"] as? String }

    var result: String? { (root["verdict"] as? [String: Any])?["result"] as? String }

    /// Returns the ids of the findings with this severity.
    func findings(_ severity: String) -> [String] {
        let all = root["findings"] as? [[String: Any]] ?? []
        return all.filter { $0["severity"] as? String == severity }.compactMap {
            $0["id"] as? String
        }
    }

    /// Returns the outcomes of one cell, the most frequent first.
    func outcomes(_ mode: String, _ scheme: String) -> [String] {
        let modes = root["modes"] as? [[String: Any]] ?? []
        let row = modes.first { $0["mode"] as? String == mode }
        return (row?[scheme] as? [[String: Any]] ?? []).compactMap { $0["outcome"] as? String }
    }

    /// The recommended mode; nil if there is none.
    var recommended: String? {
        (root["recommendation"] as? [String: Any])?["mode"] as? String
    }
}
