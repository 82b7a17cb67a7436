import Testing

/// The walls of the architecture, as far as the targets alone do not build them.
@Suite struct WallTests {
    /// C modules and the only folder that may import each.
    static let modules = [
        ("CUring", "Sources/BlockLayer/UringDevice/"), ("CNuma", "Sources/Placement/"),
        ("CBlkid", "Sources/BlockDevices/Guard/"), ("CMount", "Sources/BlockDevices/Guard/"),
    ]

    @Test(arguments: modules)
    func typesOfACLibraryStayInOneFolder(module: String, home: String) throws {
        let users = try SourceTree.files(under: "Sources").filter {
            $0.code.contains { Self.imports($0, module) }
        }
        #expect(!users.isEmpty, "nothing imports \(module)")
        #expect(users.filter { !$0.path.hasPrefix(home) }.map(\.path) == [])
    }

    /// Whether a line imports a module, with whatever attributes and of whatever access, or a declaration of it.
    private static func imports(_ line: String, _ module: String) -> Bool {
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import") else { return false }
        return words[(place + 1)...].contains { $0 == module || $0.hasPrefix(module + ".") }
    }

    @Test func importsAreSeen() {
        let lines = ["import C", "@preconcurrency import C", "public import C", "import struct C.S"]
        #expect(lines.allSatisfy { Self.imports($0, "C") })
        #expect(!Self.imports("import CUring", "C") && !Self.imports("important C", "C"))
    }

    /// Dispatch dies without file descriptors and waits for ever without threads.
    @Test func nobodyDispatches() throws {
        for file in try SourceTree.files(under: "Sources") {
            #expect(!file.code.contains { $0.contains("Dispatch") }, "\(file.path) uses Dispatch")
        }
    }

    /// A write that fails must not end the process, and arguments must not depend on /proc.
    @Test func streamsAndArgumentsGoThroughOnePlace() throws {
        let words = [
            "standardError.write", "standardOutput.write", " print(", "fputs(", "CommandLine.arguments",
        ]
        let strangers = try SourceTree.files(under: "Sources").filter { file in
            file.code.contains { line in words.contains { line.contains($0) } }
        }
        // A program whose streams are temporary files.
        #expect(strangers.map(\.path) == ["Sources/Processes/SpawnFiles.swift"])
    }

    /// A design calls and looks at what stands on the page for designs, and nothing else of a worker.
    @Test func designsUseOnlyThePageForDesigns() throws {
        let pages = try SourceTree.files(under: "Sources/BlockLayer/Engine").filter {
            $0.path.hasSuffix("/Worker+ForDesigns.swift") || $0.path.hasSuffix("/Worker+ForPromises.swift")
        }
        #expect(pages.count == 2)
        let members = Set(
            pages.flatMap(\.code).compactMap {
                $0.firstMatch(of: /^ {4}(?:mutating )?(?:func|var) (\w+)/).map { String($0.1) }
            })
        #expect(members.contains("pollQueue") && members.contains("dropCount"))
        let allowed = members.union(["number", "designState"])
        var used: Set<String> = []
        for file in try SourceTree.files(under: "Sources/BlockLayer/PollingDesigns") {
            for line in file.code {
                let names = line.matches(of: /\bworker\.(\w+)/).map { String($0.1) }
                used.formUnion(names)
                for name in names { #expect(allowed.contains(name), "\(file.path) uses worker.\(name)") }
            }
        }
        #expect(allowed.subtracting(used) == [], "no design uses them")
    }

    /// A file per design, whose header says what a reader must know of it.
    @Test func everyDesignSaysWhereItComesFromAndWhatKeepsItAlive() throws {
        let designs = try SourceTree.files(under: "Sources/BlockLayer/PollingDesigns").filter {
            !$0.path.contains("/Parts/")
        }
        #expect(designs.allSatisfy { $0.code.contains { $0.contains("static var card: DesignCard {") } })
        for file in designs {
            for word in ["- Source:", "- State:", "- Poll:", "- Locks:", "- Lifetime"] {
                #expect(file.lines.contains { $0.hasPrefix("/// " + word) }, "\(file.path) lacks \(word)")
            }
        }
    }
}
