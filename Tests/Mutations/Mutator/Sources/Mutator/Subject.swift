import Foundation

/// Something that may kill mutants: a test, or `pollbench check` of one design.
struct Subject: Codable, Sendable {
    enum Kind: String, Codable, Sendable {
        case test
        case check
        /// A check where stores become visible late, as C++ and Arm allow.
        case weakCheck = "weak check"
    }

    let kind: Kind
    /// `Suite/function()`, or a design.
    let name: String
    /// What it takes without a mutant.
    var seconds = 0.0
    /// The numbers of the mutants whose places it reaches.
    var reached: Set<Int> = []

    /// Whether it looks at schedules in weak memory, as the names of suites of tests say.
    private var isOfWeakMemory: Bool { kind == .weakCheck || kind == .test && name.contains("Weak") }

    /// The CPU time that it may take; what takes longer is left out. Few mutants are for weak memory.
    var mostSeconds: Double { isOfWeakMemory ? 10 : 3.2 }

    /// What tells it from others.
    var id: String { kind == .weakCheck ? "\(name) (weak)" : name }

    /// Whether it may kill a mutant at a place that it reaches. Orders of memory show only in weak memory; all else
    /// shows in less time elsewhere.
    func mayKill(_ mutant: Mutant) -> Bool { isOfWeakMemory == (mutant.kind == .order) }
}

/// The programs of a mutated tree.
struct Programs: Sendable {
    let copy: URL

    private var folder: URL { copy.appending(path: ".build/debug") }
    private static let headOfTests = ["--testing-library", "swift-testing", "--no-parallel"]

    /// Options of `check` beside the design: each case once as it is, and random schedules. Tests look at all
    /// schedules of small cases.
    static let checkOptions = ["--preemptions", "0", "--schedules", "60", "--ios", "4", "--jobs", "1"]

    private var bundle: String { folder.appending(path: "pollbenchPackageTests.xctest").path }
    private var pollbench: String { folder.appending(path: "pollbench").path }

    /// The command that runs some subjects of one kind, in one process.
    func command(_ subjects: [Subject]) -> Command {
        let arguments =
            switch subjects[0].kind {
            case .test:
                [bundle] + Self.headOfTests
                    + subjects.flatMap {
                        ["--filter", "^" + NSRegularExpression.escapedPattern(for: $0.name)]
                    }
            case .check: check(subjects) + Self.checkOptions
            case .weakCheck: check(subjects) + Self.checkOptions + ["--memory", "weak"]
            }
        return Command(arguments: arguments, environment: ["POLLBENCH_SEED": "1"], folder: copy)
    }

    private func check(_ subjects: [Subject]) -> [String] {
        [pollbench, "check", "--design", subjects.map(\.name).joined(separator: ",")]
    }

    /// All subjects, not yet run.
    func subjects() throws -> [Subject] {
        let listed = Command(arguments: [bundle, "--testing-library", "swift-testing", "--list-tests"]).run()
        let tests = listed.output.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("BlockLayerTests.")
        }
        let designs = Command(arguments: [pollbench, "designs", "--format", "csv"]).run()
        let names = designs.output.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: ",").first.map { String($0).replacing("\"", with: "") }
        }
        guard !tests.isEmpty, !names.isEmpty else {
            throw MutatedTree.BuildFailure(
                output: "error: no tests or designs\n\(listed.output)\n\(designs.output)")
        }
        return tests.map { Subject(kind: .test, name: $0) }
            + names.filter { $0 != "kernel" }.flatMap {
                [Subject(kind: .check, name: $0), Subject(kind: .weakCheck, name: $0)]
            }
    }
}
