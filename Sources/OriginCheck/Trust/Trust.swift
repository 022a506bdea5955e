package import ChainVerification
package import OpenSSLSupport

/// Which public roots a verdict rests on.
public enum TrustChoice: Hashable, Sendable {
    /// Cloudflare's list and Cloudflare Origin CA: what Full (strict) accepts.
    case cloudflare
    /// Cloudflare's list alone.
    case publicRoots
    /// The system's list.
    case system
    /// The certificates of one file, as with a custom origin trust store.
    case only(file: String)

    /// As written on the command line.
    package var word: String {
        switch self {
        case .cloudflare, .publicRoots, .system: name
        case .only(let file): "only:\(file)"
        }
    }

    /// As written on the command line, without the file.
    var name: String {
        switch self {
        case .cloudflare: "cloudflare"
        case .publicRoots: "public"
        case .system: "system"
        case .only: "only"
        }
    }
}

/// Which roots to load, and where to find them.
public struct TrustSettings: Hashable, Sendable {
    public var choice: TrustChoice
    /// Files with certificates to trust as well.
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

/// Where lists of roots may be found on this machine; of each kind the first file that exists is used.
public struct TrustLocations: Hashable, Sendable {
    /// Cloudflare's list of public roots, as `TrustUpdate` writes it. Where there is none, the system's roots
    /// are used, as reports note.
    public var cloudflareLists: [String]
    /// The system's own list.
    public var systemLists: [String]

    public init(
        cloudflareLists: [String] = [], systemLists: [String] = TrustLocations.usualSystemLists
    ) {
        self.cloudflareLists = cloudflareLists
        self.systemLists = systemLists
    }

    /// Where distributions keep their roots.
    public static let usualSystemLists = [
        "/etc/ssl/certs/ca-certificates.crt",  // Debian, Alpine, Arch
        "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, RHEL
        "/etc/ssl/ca-bundle.pem",  // SUSE
        "/etc/ssl/cert.pem",  // Alpine, BSD
    ]

    /// Cloudflare's list; nil when there is none.
    package var cloudflareList: String? { cloudflareLists.first(where: InputFile.exists) }

    /// The system's list; nil when there is none.
    package var systemList: String? { systemLists.first(where: InputFile.exists) }
}

/// The roots that verdicts rest on, for the edge and for browsers.
public struct Trust: Sendable {
    package let strict: TrustAnchors
    package let browser: TrustAnchors
    /// The context the roots were read in.
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

    /// Loads the roots that the settings name; throws if there are none or a file is unreadable.
    public init(_ settings: TrustSettings = TrustSettings()) throws(OriginCheckError) {
        self = try TrustLoader(library: .forFiles(), locations: settings.locations)
            .load(settings.choice, adding: settings.addedFiles)
    }

    /// Trusts only the roots in a PEM text; `label` names them in reports.
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
