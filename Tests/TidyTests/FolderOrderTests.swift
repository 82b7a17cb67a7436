import Foundation
import Testing

/// The order of the folders of `BlockLayer`: a folder names only what stands before it.
@Suite struct FolderOrderTests {
    private static let home = "Sources/BlockLayer/"

    /// Folders of one rank do not name each other.
    static let ranks = [
        ["Machine"], ["Bio"], ["Queue", "Mapping", "Measurement", "Workload"], ["Engine"],
        ["PollingDesigns", "ModelDevice", "UringDevice"], ["Run"], ["Checking", "Modelling"],
    ]

    @Test func everyFolderHasARank() throws {
        #expect(try SourceTree.folders(in: Self.home) == Self.ranks.joined().sorted())
        let loose = try SourceTree.files(under: "Sources/BlockLayer").filter { file in
            file.path.dropFirst(Self.home.count).split(separator: "/").count < 2
        }
        #expect(loose.map(\.path) == [])
    }

    @Test(arguments: ranks.joined())
    func aFolderNamesOnlyWhatStandsBeforeIt(folder: String) throws {
        let rank = try #require(Self.ranks.firstIndex { $0.contains(folder) })
        let allowed = Set([folder] + Self.ranks[..<rank].joined())
        let homes = try Self.homes()
        for file in try SourceTree.files(under: Self.home + folder) {
            for name in Self.names(in: file) {
                guard let homes = homes[name], homes.isDisjoint(with: allowed) else { continue }
                Issue.record(
                    "\(file.path) names \(name), which is of \(homes.sorted().joined(separator: ", "))")
            }
        }
    }

    /// What the test rests on: folders that are used declare something, and uses are seen.
    @Test func namesAreSeen() throws {
        let homes = try Self.homes()
        for folder in Self.ranks.joined() {
            #expect(homes.values.contains { $0 == [folder] }, "\(folder) declares nothing")
        }
        let run = try SourceTree.files(under: Self.home + "Run").map(Self.names)
        for name in ["Worker", "IterateAll", "ModelDevice", "UringDevice", "StackPlan", "allocateBuffer"] {
            #expect(homes[name]?.count == 1, "\(name) is declared once")
            #expect(name == "allocateBuffer" || run.contains { $0.contains(name) }, "Run names \(name)")
        }
    }

    /// The folders that declare each name at the outermost level.
    private static func homes() throws -> [String: Set<String>] {
        var homes: [String: Set<String>] = [:]
        for folder in ranks.joined() {
            for file in try SourceTree.files(under: home + folder) {
                for name in file.code.compactMap(declaredName) { homes[name, default: []].insert(folder) }
            }
        }
        return homes
    }

    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "actor", "func", "let", "var",
    ]

    /// The name that a line at the outermost level declares.
    private static func declaredName(_ line: String) -> String? {
        guard let first = line.first, first.isLetter || first == "@" else { return nil }
        let words = line.split(separator: " ").prefix { $0 != "extension" }
        guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count else { return nil }
        return String(words[kind + 1].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }

    /// The identifiers of a file that stand for themselves, not behind a dot.
    private static func names(in file: SourceTree.File) -> Set<String> {
        var names: Set<String> = []
        for line in file.code {
            var previous: Character = " "
            var rest = Substring(line)
            while let character = rest.first {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                if !word.isEmpty && previous != "." { names.insert(String(word)) }
                previous = word.last ?? character
                rest = rest.dropFirst(max(1, word.count))
            }
        }
        return names
    }
}

/// Files and folders that nothing holds.
@Suite struct FolderTests {
    /// The targets and folders that Package.swift names.
    private static func manifest() throws -> String {
        try String(contentsOf: SourceTree.top.appending(path: "Package.swift"), encoding: .utf8)
    }

    @Test func everyFileIsOfATarget() throws {
        let manifest = try Self.manifest()
        for file in try SourceTree.files(under: "Sources") + SourceTree.files(under: "Tests") {
            // A package of its own.
            if file.path.hasPrefix("Tests/Mutations/") { continue }
            let parts = file.path.split(separator: "/")
            let target = parts[1]
            let isOwn =
                manifest.contains("name: \"\(target)\"")
                || manifest.contains("path: \"\(parts[0])/\(target)\"")
            #expect(parts.count > 2 && isOwn, "\(file.path) is of no target")
        }
    }

    @Test(arguments: ["Sources", "Tests"])
    func noFolderIsEmpty(top: String) throws {
        let url = SourceTree.top.appending(path: top)
        let names = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
        #expect(names.count > 10)
        for name in names {
            let path = url.appending(path: name).path
            guard let content = try? FileManager.default.contentsOfDirectory(atPath: path) else { continue }
            #expect(!content.isEmpty, "\(top)/\(name) is empty")
        }
    }
}
