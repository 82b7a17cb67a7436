// swift-tools-version: 6.2
import PackageDescription

// Mutation testing of the data plane: a package of its own, so that pollbench does not depend on a parser.
let package = Package(
    name: "mutator",
    dependencies: [.package(url: "https://github.com/swiftlang/swift-syntax", exact: "603.0.1")],
    targets: [
        .target(
            name: "Mutator",
            dependencies: [
                .product(name: "SwiftOperators", package: "swift-syntax"),
                .product(name: "SwiftParser", package: "swift-syntax"),
                .product(name: "SwiftSyntax", package: "swift-syntax"),
            ]),
        .executableTarget(name: "mutations", dependencies: ["Mutator"]),
        .testTarget(name: "MutatorTests", dependencies: ["Mutator"]),
    ]
)
