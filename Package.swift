// swift-tools-version: 6.2
import PackageDescription

// Targets stand in import order: each imports only what stands above it.
let package = Package(
    name: "pollbench",
    products: [
        .executable(name: "pollbench", targets: ["pollbench"]),
        .library(name: "BlockLayer", targets: ["BlockLayer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
    ],
    targets: [
        .target(name: "CPlatform"),
        .systemLibrary(
            name: "CUring", pkgConfig: "liburing", providers: [.apt(["liburing-dev"])]),
        .systemLibrary(
            name: "CNuma", pkgConfig: "numa", providers: [.apt(["libnuma-dev"])]),
        .target(name: "Units"),
        .target(name: "Tables", dependencies: ["Units"]),
        .target(
            name: "BlockLayer", dependencies: ["CPlatform", "CUring"],
            // State that designs keep inline holds atomics and locks, so it cannot be copied (SE-0503).
            swiftSettings: [.enableExperimentalFeature("SuppressedAssociatedTypes")]),
        .target(name: "Placement", dependencies: ["CPlatform", "CNuma", "Units"]),
        .target(
            name: "Harness",
            dependencies: [
                "BlockLayer", "Placement", "Tables", "Units",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "Results"),
        .executableTarget(
            name: "pollbench",
            dependencies: [
                "BlockLayer", "Harness", "Placement", "Results", "Units", "Tables",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(name: "UnitsTests", dependencies: ["Units"]),
        .testTarget(name: "TablesTests", dependencies: ["Tables"]),
        // Counts allocations: stands in front of malloc in the test executable.
        .target(name: "CTestSupport", path: "Tests/CTestSupport"),
        .testTarget(name: "BlockLayerTests", dependencies: ["BlockLayer", "CTestSupport"]),
        .testTarget(name: "PlacementTests", dependencies: ["Placement"]),
        .testTarget(name: "HarnessTests", dependencies: ["BlockLayer", "Harness", "Tables"]),
        .testTarget(name: "ResultsTests", dependencies: ["Results"]),
        // The sources themselves: walls between folders, file lengths, headers.
        .testTarget(name: "TidyTests"),
        .testTarget(name: "CommandTests", dependencies: ["pollbench"]),
    ]
)
