public import OriginFacts

/// Names that share a zone's mode with the one asked for.
public enum SiblingNames {
    /// Labels that, before a two-letter country, make a public suffix of two labels: `co.uk`.
    private static let secondLevel: Set<String> = [
        "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "nic", "or", "org",
    ]

    /// `www` beside an apex, the apex beside `www`; nil for other names and for addresses. An apex is
    /// known by its shape only: two labels, or three under a country's second level.
    public static func sibling(of host: HostName) -> String? {
        switch host {
        case .address:
            return nil
        case .name(let ascii, _):
            if ascii.hasPrefix("www."), isApex(String(ascii.dropFirst(4))) {
                return String(ascii.dropFirst(4))
            }
            return isApex(ascii) ? "www." + ascii : nil
        }
    }

    private static func isApex(_ name: String) -> Bool {
        let labels = name.split(separator: ".")
        switch labels.count {
        case 2: return !(labels[1].count == 2 && secondLevel.contains(String(labels[0])))
        case 3:
            return labels[0] != "www" && labels[2].count == 2
                && secondLevel.contains(String(labels[1]))
        default: return false
        }
    }
}
