import Testing

/// The walls of the architecture, as far as the targets alone do not build them.
@Suite struct WallTests {
    /// C modules and the only folder that may import each.
    static let modules = [
        ("CUring", "Sources/BlockLayer/UringDevice/"), ("CNuma", "Sources/Placement/"),
        ("CBlkid", "Sources/BlockDevices/Guard/"), ("CMount", "Sources/BlockDevices/Guard/"),
    ]

    @Test(arguments: modules)
    func typesOfACLibraryStayInOneFolder(module: String, home: String) {
        let strangers = SourceTree.files(under: "Sources").filter { file in
            file.lines.contains("import \(module)") && !file.path.hasPrefix(home)
        }
        #expect(strangers.map(\.path) == [])
    }

    /// Dispatch dies without file descriptors and waits for ever without threads.
    @Test func nobodyDispatches() {
        for file in SourceTree.files(under: "Sources") {
            let code = file.lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            #expect(!code.contains { $0.contains("Dispatch") }, "\(file.path) uses Dispatch")
        }
    }

    /// A write that fails must not end the process, and arguments must not depend on /proc.
    @Test func streamsAndArgumentsGoThroughOnePlace() {
        let words = [
            "standardError.write", "standardOutput.write", " print(", "fputs(", "CommandLine.arguments",
        ]
        let strangers = SourceTree.files(under: "Sources").filter { file in
            let code = file.lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            return code.contains { line in words.contains { line.contains($0) } }
        }
        // A program whose streams are temporary files.
        #expect(strangers.map(\.path) == ["Sources/Processes/SpawnFiles.swift"])
    }

    /// The engine and the designs work over any hardware queue: they name no device.
    @Test(arguments: ["Machine", "Bio", "Mapping", "Queue", "Engine", "PollingDesigns"])
    func theEngineKnowsNoDevice(folder: String) {
        let names = ["ModelDevice", "ModelQueue", "UringQueue", "UringDevice", "io_uring_"]
        for file in SourceTree.files(under: "Sources/BlockLayer/" + folder) {
            let code = file.lines.filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }
            for name in names {
                #expect(!code.contains { $0.contains(name) }, "\(file.path) names \(name)")
            }
        }
    }

    /// A file per design, whose header says what a reader must know of it.
    @Test func everyDesignSaysWhereItComesFromAndWhatKeepsItAlive() {
        let designs = SourceTree.files(under: "Sources/BlockLayer/PollingDesigns").filter { file in
            file.lines.contains { $0.hasPrefix("public struct ") && $0.contains(": PollingDesign {") }
        }
        #expect(designs.count >= 7)
        for file in designs {
            for word in ["- Source:", "- State:", "- Poll:", "- Locks:", "- Lifetime"] {
                #expect(file.lines.contains { $0.hasPrefix("/// " + word) }, "\(file.path) lacks \(word)")
            }
        }
    }
}
