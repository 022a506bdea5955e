// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: warnings are errors, and an import says which of its names are public.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOHTTP2", package: "swift-nio-http2"),
    .product(name: "NIOHPACK", package: "swift-nio-http2"),
]

/// A heap and a double-ended queue; SwiftNIO brings the same package.
let collections: [Target.Dependency] = [
    .product(name: "DequeModule", package: "swift-collections"),
    .product(name: "HeapModule", package: "swift-collections"),
]

func source(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func example(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: ["OriginCheck"], path: "Examples/\(name)",
        packageAccess: false, swiftSettings: strict)
}

func suite(_ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: data,
        swiftSettings: strict)
}

let package = Package(
    name: "fullstrict",
    products: [
        .library(name: "OriginCheck", targets: ["OriginCheck"]),
        .executable(name: "fullstrict", targets: ["fullstrict"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    ],
    targets: [
        // System libraries.
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CAres", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),

        // Pure: facts and judgement.
        source("DataFormats"),
        source("OriginFacts"),
        source("EdgePolicy", ["OriginFacts"]),
        source("Reporting", ["DataFormats", "OriginFacts", "EdgePolicy"]),
        source("BatchScan", ["DataFormats", "OriginFacts"] + collections),

        // The OpenSSL targets: pointers stay in here.
        source("OpenSSLSupport", ["COpenSSL", "DataFormats"]),
        source("TLSEngine", ["OpenSSLSupport", "COpenSSL", "OriginFacts"]),
        source(
            "ChainVerification", ["OpenSSLSupport", "COpenSSL", "DataFormats", "OriginFacts"]),
        source("CertificateForge", ["OpenSSLSupport", "COpenSSL", "DataFormats"]),

        // I/O.
        source(
            "OriginProbe",
            ["TLSEngine", "OpenSSLSupport", "DataFormats", "OriginFacts", "CAres", "CIDN2"] + nio),
        source("OriginLab", ["CertificateForge", "OriginFacts", "EdgePolicy"] + nio),

        // The jobs, for other programs and for the command line.
        source(
            "OriginCheck",
            [
                "DataFormats", "OriginFacts", "EdgePolicy", "Reporting", "BatchScan",
                "OpenSSLSupport",
                "TLSEngine", "ChainVerification", "CertificateForge", "OriginProbe",
            ]),

        .executableTarget(
            name: "fullstrict",
            dependencies: [
                "OriginCheck", "OriginLab",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Programs on the library's public interface alone.
        example("CheckOnce"),
        example("WatchOrigin"),

        .executableTarget(
            name: "HandshakeBench",
            dependencies: ["TLSEngine", "OpenSSLSupport", "CertificateForge", "OriginFacts"],
            path: "bench/HandshakeBench", swiftSettings: strict),
        .executableTarget(
            name: "ChainBench",
            dependencies: [
                "ChainVerification", "OpenSSLSupport", "CertificateForge", "OriginFacts",
            ],
            path: "bench/ChainBench", swiftSettings: strict),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        suite("DataFormatsTests", ["DataFormats"]),
        suite("OriginFactsTests", ["OriginFacts"]),
        suite("EdgePolicyTests", ["EdgePolicy", "OriginFacts"], data: ["Golden"]),
        suite("BatchScanTests", ["BatchScan", "OriginFacts"]),
        suite(
            "ReportingTests",
            ["Reporting", "ChainVerification", "DataFormats", "EdgePolicy", "OriginFacts"],
            data: ["Golden"]),
        suite(
            "OpenSSLSupportTests", ["OpenSSLSupport", "CertificateForge", "DataFormats"]),
        suite(
            "TLSEngineTests",
            ["TLSEngine", "OpenSSLSupport", "CertificateForge", "DataFormats", "OriginFacts"]),
        suite(
            "ChainVerificationTests",
            [
                "ChainVerification", "OpenSSLSupport", "CertificateForge", "DataFormats",
                "OriginFacts",
            ]),
        suite("CertificateForgeTests", ["CertificateForge", "OpenSSLSupport"]),
        suite(
            "OriginProbeTests",
            [
                "OriginProbe", "TLSEngine", "OriginLab", "CertificateForge", "DataFormats",
                "OriginFacts", .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio),
        suite(
            "OriginCheckTests",
            [
                "OriginCheck", "BatchScan", "OriginLab", "CertificateForge", "ChainVerification",
                "OpenSSLSupport", "OriginProbe", "TLSEngine",
                "OriginFacts", "EdgePolicy", "Reporting",
            ]),
        suite("ExampleTests", ["CheckOnce", "WatchOrigin", "OriginLab", "OriginFacts"]),
        suite("OriginLabTests", ["OriginLab", "EdgePolicy", "OriginFacts"] + nio),
        suite(
            "CommandLineTests",
            [
                "fullstrict", "CertificateForge", "OriginLab", "EdgePolicy", "DataFormats",
                "OriginFacts",
            ],
            data: ["Golden", "Scripts"]),
        suite(
            "FuzzTests",
            [
                "DataFormats", "OpenSSLSupport", "ChainVerification", "TLSEngine", "EdgePolicy",
                "Reporting", "OriginProbe", "OriginLab", "CertificateForge", "OriginFacts",
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio),
        suite("ArchitectureTests", []),
    ]
)
