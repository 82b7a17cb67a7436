// swift-tools-version: 6.2
import PackageDescription

// Targets stand in import order: each imports only what stands above it.
let package = Package(
    name: "pollbench",
    products: [
        .executable(name: "pollbench", targets: ["pollbench"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(name: "CPlatform"),
        .systemLibrary(
            name: "CUring", pkgConfig: "liburing", providers: [.apt(["liburing-dev"])]),
        .systemLibrary(
            name: "CNuma", pkgConfig: "numa", providers: [.apt(["libnuma-dev"])]),
        .target(name: "Units"),
        // The one random generator: inlined into the timed path, and what intervals are drawn by.
        .target(name: "RandomNumbers"),
        // The one way to run another program.
        .target(name: "Processes", dependencies: ["CPlatform"]),
        .target(name: "Tables", dependencies: ["Units"]),
        .target(
            name: "YAMLText",
            dependencies: ["CPlatform", "Units", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "BlockLayer", dependencies: ["CPlatform", "CUring", "RandomNumbers"],
            // State that designs keep inline holds atomics and locks, so it cannot be copied (SE-0503).
            //
            // Loops of designs that look alike stay apart: merged into one, they call their parts through pointers.
            swiftSettings: [
                .enableExperimentalFeature("SuppressedAssociatedTypes"),
                .unsafeFlags(["-Xllvm", "-swiftmergefunc-threshold=0"], .when(configuration: .release)),
            ]),
        .target(name: "Placement", dependencies: ["CPlatform", "CNuma", "Units"]),
        .systemLibrary(
            name: "CBlkid", pkgConfig: "blkid", providers: [.apt(["libblkid-dev"])]),
        .systemLibrary(
            name: "CMount", pkgConfig: "mount", providers: [.apt(["libmount-dev"])]),
        .target(
            name: "BlockDevices",
            dependencies: ["CBlkid", "CMount", "CPlatform", "Placement", "Processes", "Units"]),
        .target(name: "Environment", dependencies: ["BlockDevices", "CPlatform", "Placement", "Units"]),
        .target(
            name: "Machines",
            dependencies: [
                "BlockLayer", "CPlatform", "Placement", "RandomNumbers", "Units", "YAMLText",
            ],
            resources: [.embedInCode("Descriptions"), .embedInCode("Prices/work-prices.yaml")]),
        .target(
            name: "Harness",
            dependencies: [
                "BlockDevices", "BlockLayer", "Machines", "Placement", "RandomNumbers", "Tables", "Units",
                "YAMLText",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ]),
        .target(name: "Statistics", dependencies: ["RandomNumbers"]),
        .target(name: "Results", dependencies: ["CPlatform", "Statistics", "Units"]),
        .target(
            name: "Published", dependencies: ["Results", "Statistics"],
            resources: [.embedInCode("Matrices")]),
        .target(name: "Regression", dependencies: ["Results", "Statistics", "Units", "YAMLText"]),
        .target(
            name: "Figures",
            dependencies: [
                "Processes", "Results", "Statistics", "Units",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Report/Page")]),
        .executableTarget(
            name: "pollbench",
            dependencies: [
                "BlockDevices", "BlockLayer", "CPlatform", "Environment", "Figures", "Harness", "Machines",
                "Placement", "Processes", "Published", "RandomNumbers", "Regression", "Results", "Statistics",
                "Tables", "Units", "YAMLText",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.embedInCode("Matrix/Shipped")]),
        // How the time of reading grows with what is read.
        .target(name: "LinearTime", path: "Tests/LinearTime"),
        .testTarget(name: "UnitsTests", dependencies: ["LinearTime", "Units"]),
        .testTarget(name: "TablesTests", dependencies: ["LinearTime", "Tables"]),
        // Counts allocations: stands in front of malloc in the test executable.
        .target(name: "CTestSupport", path: "Tests/CTestSupport"),
        .testTarget(
            name: "BlockLayerTests",
            dependencies: ["BlockLayer", "CTestSupport", "LinearTime", "RandomNumbers"]),
        .testTarget(name: "ProcessesTests", dependencies: ["Processes"]),
        .testTarget(name: "PlacementTests", dependencies: ["Placement", "Units"]),
        // A machine with made-up devices: the kernel's files in a temporary folder.
        .target(name: "DeviceTestSupport", dependencies: ["BlockDevices"], path: "Tests/DeviceTestSupport"),
        .testTarget(
            name: "BlockDevicesTests",
            dependencies: ["BlockDevices", "DeviceTestSupport", "Processes", "RandomNumbers"]),
        .testTarget(
            name: "EnvironmentTests",
            dependencies: ["BlockDevices", "DeviceTestSupport", "Environment", "LinearTime"]),
        .testTarget(
            name: "MachinesTests",
            dependencies: ["BlockLayer", "CPlatform", "Machines", "Placement", "YAMLText"]),
        .testTarget(
            name: "HarnessTests",
            dependencies: [
                "BlockDevices", "BlockLayer", "DeviceTestSupport", "Harness", "LinearTime", "Machines",
                "Placement",
                "RandomNumbers", "Results", "Tables", "YAMLText",
            ]),
        .testTarget(
            name: "StatisticsTests", dependencies: ["RandomNumbers", "Statistics"],
            exclude: ["scipy-reference", "scipy-reference.json"]),
        .testTarget(name: "ResultsTests", dependencies: ["LinearTime", "RandomNumbers", "Results", "Units"]),
        .testTarget(name: "PublishedTests", dependencies: ["Harness", "Published", "Results"]),
        .testTarget(
            name: "RegressionTests",
            dependencies: ["RandomNumbers", "Regression", "Results", "Statistics"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures", "Results"]),
        // Compares mapping with the kernel's, in the guest machine of Tests/Guest.
        .executableTarget(
            name: "mapping-oracle",
            dependencies: ["BlockDevices", "BlockLayer", "CPlatform", "Harness", "RandomNumbers", "Tables"],
            path: "Tests/MappingOracle"),
        // The sources themselves: walls between folders, file lengths, headers.
        .testTarget(name: "TidyTests"),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "BlockLayer", "DeviceTestSupport", "Figures", "RandomNumbers", "Results", "pollbench",
            ],
            exclude: ["version1"]),
    ]
)

// A warning is an error, so that none is left for others to read. An existential type says `any`.
for target in package.targets where target.type != .system {
    let settings: [SwiftSetting] = [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}

// Verdicts are tried on thousands of made-up results: optimised in debug builds too, that takes half of the time.
for target in package.targets where ["RandomNumbers", "Regression", "Statistics"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

// Optimised tests are those of the data plane alone: `Scripts/test` compiles nothing else for them.
if Context.environment["POLLBENCH_DATA_PLANE"] != nil {
    let dataPlane: Set = [
        "BlockLayer", "BlockLayerTests", "CPlatform", "CTestSupport", "CUring", "LinearTime", "RandomNumbers",
    ]
    package.targets.removeAll { !dataPlane.contains($0.name) }
    package.products = []
}
