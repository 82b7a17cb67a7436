import Foundation

/// A copy of the package whose data plane has all mutants in it, and its build.
public struct MutatedTree: Sendable {
    public static let folders = ["PollingDesigns", "Engine", "ModelDevice", "Mapping", "Queue", "Bio"]
    private static let module = "Sources/BlockLayer"

    public let root: URL
    let copy: URL
    /// Sources by their paths from the module's folder, in order.
    let sources: [(file: String, text: String)]
    /// All mutants by number, those that do not compile too.
    public let mutants: [Mutant]
    /// Mutants that do not compile, by id.
    public private(set) var uncompiled: Set<String> = []

    /// Finds the mutants of the sources below `root`.
    public init(root: URL) throws {
        self.root = root
        copy = root.appending(path: ".build-mutations/generated")
        var sources: [(file: String, text: String)] = []
        for folder in Self.folders {
            let url = root.appending(path: Self.module).appending(path: folder)
            let names = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
            for name in names.sorted() where name.hasSuffix(".swift") {
                let text = try String(contentsOf: url.appending(path: name), encoding: .utf8)
                sources.append((file: "\(folder)/\(name)", text: text))
            }
        }
        self.sources = sources
        mutants = sources.flatMap { MutatedSource($0.text, file: $0.file).mutants }
    }

    /// By file, what tells its text from others.
    var fingerprints: [String: String] {
        Dictionary(
            uniqueKeysWithValues: sources.map { source in
                (source.file, mutantID(file: source.file, kind: .drop, content: source.text, occurrence: 0))
            })
    }

    /// What the compiler said last.
    private var log: URL { root.appending(path: ".build-mutations/build.log") }

    private var uncompiledList: URL { root.appending(path: ".build-mutations/uncompiled") }

    /// Copies the package, puts the mutants in and builds it, without those that the compiler refuses.
    public mutating func build(_ say: (String) -> Void) throws {
        try copyPackage()
        if let known = try? String(contentsOf: uncompiledList, encoding: .utf8) {
            uncompiled = Set(known.split(separator: "\n").map(String.init))
        }
        for round in 1...20 {
            let texts = try writeSources()
            let outcome = swift("build", "--target", "BlockLayer")
            if outcome.code == 0 { break }
            let refused = refused(in: outcome.output, texts)
            try outcome.output.write(to: log, atomically: true, encoding: .utf8)
            say("round \(round): the compiler refuses \(refused.count) mutants")
            guard !refused.isEmpty else { throw BuildFailure(output: outcome.output) }
            uncompiled.formUnion(refused)
            try (uncompiled.sorted().joined(separator: "\n") + "\n").write(
                to: uncompiledList, atomically: true, encoding: .utf8)
        }
        for arguments in [["build", "--build-tests"], ["build", "--product", "pollbench"]] {
            let outcome = swift(arguments)
            if outcome.code != 0 { throw BuildFailure(output: outcome.output) }
        }
    }

    struct BuildFailure: Error, CustomStringConvertible {
        let output: String
        var description: String {
            let errors = output.split(separator: "\n").filter { $0.contains("error:") }.prefix(10)
            return "the copy does not build:\n" + errors.joined(separator: "\n")
        }
    }

    private func swift(_ arguments: String...) -> Command.Outcome { swift(arguments) }

    private func swift(_ arguments: [String]) -> Command.Outcome {
        let command =
            ["swift"] + arguments.prefix(1) + ["--package-path", copy.path, "--ignore-lock"]
            + arguments.dropFirst()
        return Command(arguments: ["/usr/bin/env"] + command).run()
    }

    private func copyPackage() throws {
        let script = """
            set -e; mkdir -p "$2"; cd "$1"; cp -rpu Package.swift Sources Tests docs "$2/"
            chmod u+w "$2/Package.swift"; cp Package.swift "$2/Package.swift"
            echo 'package.targets.removeAll { $0.type == .test && $0.name != "BlockLayerTests" }' >>"$2/Package.swift"
            cp -pu Tests/Mutations/Runtime/mutants.c "$2/Sources/CPlatform/"
            cp -pu Tests/Mutations/Runtime/mutants.h "$2/Sources/CPlatform/include/"
            cp -pu Tests/Mutations/Runtime/Mutated.swift "$2/Sources/BlockLayer/"
            """
        let outcome = Command(arguments: ["/bin/bash", "-c", script, "copy", root.path, copy.path]).run()
        if outcome.code != 0 { throw BuildFailure(output: outcome.output) }
        let header = copy.appending(path: "Sources/CPlatform/include/CPlatform.h")
        let text = try String(contentsOf: header, encoding: .utf8)
        if !text.contains("mutants.h") {
            try text.replacing("#include <time.h>", with: "#include <time.h>\n#include \"mutants.h\"").write(
                to: header, atomically: true, encoding: .utf8)
        }
    }

    /// Writes what has changed, so that little is built anew.
    private func writeSources() throws -> [String: (number: Int, source: MutatedSource)] {
        var texts: [String: (Int, MutatedSource)] = [:]
        var number = 0
        for source in sources {
            let mutated = MutatedSource(source.text, file: source.file, firstNumber: number) {
                !uncompiled.contains($0.id)
            }
            texts[source.file] = (number, mutated)
            number += mutated.mutants.count
            let url = copy.appending(path: Self.module).appending(path: source.file)
            let text = "import CPlatform\n" + mutated.text
            if (try? String(contentsOf: url, encoding: .utf8)) != text {
                try text.write(to: url, atomically: true, encoding: .utf8)
            }
        }
        return texts
    }

    /// The mutants that the compiler's errors are about.
    private func refused(
        in output: String, _ texts: [String: (number: Int, source: MutatedSource)]
    ) -> Set<String> {
        var refused: Set<String> = []
        for line in output.split(separator: "\n") {
            guard let match = line.firstMatch(of: /\/Sources\/BlockLayer\/(.+?\.swift):(\d+):(\d+): error:/),
                let source = texts[String(match.1)]?.source, let row = Int(match.2), let column = Int(match.3)
            else { continue }
            // The first line is the import that every file gets.
            for place in source.mutants(atLine: row - 1, column: column) {
                refused.insert(source.mutants[place].id)
            }
        }
        return refused
    }
}
