package import ChainVerification
package import OpenSSLSupport

/// The public roots that verdicts rely on.
public enum TrustChoice: Hashable, Sendable {
    /// Cloudflare's list and Cloudflare Origin CA, which Full (strict) accepts.
    case cloudflare
    /// Cloudflare's list alone.
    case publicRoots
    /// The system's list.
    case system
    /// The certificates in one file, as with a custom origin trust store.
    case only(file: String)

    /// The choice as written on the command line.
    package var word: String {
        switch self {
        case .cloudflare, .publicRoots, .system: name
        case .only(let file): "only:\(file)"
        }
    }

    /// The choice as written on the command line, without the file.
    var name: String {
        switch self {
        case .cloudflare: "cloudflare"
        case .publicRoots: "public"
        case .system: "system"
        case .only: "only"
        }
    }
}

/// The roots to load, and the places to find them.
public struct TrustSettings: Hashable, Sendable {
    public var choice: TrustChoice
    /// Files with additional certificates to trust.
    public var addedFiles: [String]
    public var locations: TrustLocations

    public init(
        choice: TrustChoice = .cloudflare, addedFiles: [String] = [],
        locations: TrustLocations = TrustLocations()
    ) {
        self.choice = choice
        self.addedFiles = addedFiles
        self.locations = locations
    }
}

/// The possible locations of lists of roots on this machine. For each kind of list, the first
/// existing file is used.
public struct TrustLocations: Hashable, Sendable {
    /// Cloudflare's list of public roots, as written by `TrustUpdate`. If there is none, the
    /// system's roots are used, and reports say so.
    public var cloudflareLists: [String]
    /// The system's own list.
    public var systemLists: [String]

    public init(
        cloudflareLists: [String] = [], systemLists: [String] = TrustLocations.usualSystemLists
    ) {
        self.cloudflareLists = cloudflareLists
        self.systemLists = systemLists
    }

    /// The locations of the roots in common distributions.
    public static let usualSystemLists = [
        "/etc/ssl/certs/ca-certificates.crt",  // Debian, Alpine, Arch
        "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, RHEL
        "/etc/ssl/ca-bundle.pem",  // SUSE
        "/etc/ssl/cert.pem",  // Alpine, BSD
    ]

    /// Cloudflare's list; nil if there is none.
    package var cloudflareList: String? { cloudflareLists.first(where: InputFile.exists) }

    /// The system's list; nil if there is none.
    package var systemList: String? { systemLists.first(where: InputFile.exists) }
}

/// The roots that verdicts rely on, for the edge and for browsers.
public struct Trust: Sendable {
    package let strict: TrustAnchors
    package let browser: TrustAnchors
    /// The context in which the roots were read.
    package let library: LibraryContext
    /// The name, date and size of the list.
    public let facts: TrustFacts

    package init(
        strict: TrustAnchors, browser: TrustAnchors, library: LibraryContext, facts: TrustFacts
    ) {
        self.strict = strict
        self.browser = browser
        self.library = library
        self.facts = facts
    }

    /// Loads the roots that the settings specify. Throws if there are none or a file is unreadable.
    public init(_ settings: TrustSettings = TrustSettings()) throws(OriginCheckError) {
        self = try TrustLoader(library: .forFiles(), locations: settings.locations)
            .load(settings.choice, adding: settings.addedFiles)
    }

    /// Trusts only the roots in a PEM text. Reports refer to them as `label`.
    public init(pem: String, label: String) throws(OriginCheckError) {
        library = try .forFiles()
        do throws(AnchorError) {
            let anchors = try TrustAnchors([
                AnchorSource(.custom, label: label, bytes: Array(pem.utf8))
            ])
            (strict, browser) = (anchors, anchors)
            facts = TrustFacts(
                name: "only", label: label, date: nil, sha256: "", count: anchors.count)
        } catch {
            throw OriginCheckError(
                .damagedData, "\(error)", hint: "expected PEM certificates")
        }
    }
}
