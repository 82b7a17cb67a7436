import Foundation
import Synchronization

/// Runs the subjects over mutants, each mutant in processes of its own, two at a time.
public struct MutantRun: Sendable {
    let tree: MutatedTree
    let programs: Programs
    let results: Results
    private(set) var subjects: [Subject] = []

    private static var mostProcesses: Int { 2 }
    /// What one that does not pass is taken to take.
    private static var unfitSeconds: Double { 1e9 }
    /// What the subjects of one process take together.
    private static var secondsPerProcess: Double { 1 }

    public init(_ tree: MutatedTree) throws {
        self.tree = tree
        programs = Programs(copy: tree.copy)
        results = try Results(
            folder: tree.root.appending(path: ".build-mutations"), mutants: tree.mutants,
            fingerprints: tree.fingerprints)
    }

    private var coverageFile: URL { tree.root.appending(path: ".build-mutations/coverage.json") }

    private struct Coverage: Codable {
        let stamp: String
        var subjects: [Subject]
    }

    /// Runs each subject without a mutant and takes down which places it reaches, unless that is known.
    public mutating func findCoverage(until deadline: Date, _ say: (String) -> Void) throws -> Bool {
        let stamp = try Self.stamp(of: programs)
        var known: [Subject] = []
        if let data = try? Data(contentsOf: coverageFile),
            let coverage = try? JSONDecoder().decode(Coverage.self, from: data), coverage.stamp == stamp
        {
            known = coverage.subjects
        }
        let ids = Set(known.map(\.id))
        let left = try programs.subjects().filter { !ids.contains($0.id) }
        let found = Mutex(known)
        let run = self
        Self.inParallel(left, until: deadline) { subject in
            if let run = run.cover(subject) { found.withLock { $0.append(run) } }
        }
        subjects = found.withLock { $0 }
        let data = try JSONEncoder().encode(Coverage(stamp: stamp, subjects: subjects))
        try data.write(to: coverageFile)
        let isComplete = Date() < deadline
        let unfit = subjects.filter { $0.seconds > $0.mostSeconds }
        say("\(subjects.count) tests and checks, \(unfit.count) of them not fast or not passing, left out")
        subjects.removeAll { $0.seconds > $0.mostSeconds }
        return isComplete
    }

    private static func stamp(of programs: Programs) throws -> String {
        let files = [
            programs.command([Subject(kind: .test, name: "")]),
            programs.command([Subject(kind: .check, name: "")]),
        ]
        return try files.map { command in
            let attributes = try FileManager.default.attributesOfItem(atPath: command.arguments[0])
            return String(describing: attributes[.modificationDate])
        }.joined()
    }

    /// The subject with what it takes and reaches. One that fails or hangs takes for ever.
    private func cover(_ subject: Subject) -> Subject? {
        let path = FileManager.default.temporaryDirectory.appending(path: "reached-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        var command = programs.command([subject])
        command.environment["MUTANTS_REACHED"] = path.path
        command.cpuSeconds = 60
        command.idleSeconds = 60
        let outcome = command.run()
        var run = subject
        run.seconds = outcome.code == 0 ? outcome.seconds : Self.unfitSeconds
        let reached = (try? Data(contentsOf: path)) ?? Data()
        run.reached = Set(reached.indices.filter { reached[$0] != 0 })
        return run
    }

    /// Runs mutants by their numbers; returns whether all have a fate.
    public func run(_ numbers: [Int], again: Bool, until deadline: Date, _ say: @Sendable (String) -> Void)
        -> Bool
    {
        let left = numbers.filter { number in
            let fate = results[tree.mutants[number].id]?.fate
            return fate == nil || again && fate != .killed
        }
        let done = Atomic(0)
        Self.inParallel(left, until: deadline) { number in
            let mutant = tree.mutants[number]
            let entry = fate(of: number)
            try? results.note(mutant, entry)
            let count = done.add(1, ordering: .relaxed).newValue
            if count % 50 == 0 { say("\(count) of \(left.count)") }
        }
        return done.load(ordering: .relaxed) == left.count
    }

    private func fate(of number: Int) -> Results.Entry {
        let mutant = tree.mutants[number]
        let reaching = subjects.filter { $0.reached.contains(number) && $0.mayKill(mutant) }
        if reaching.isEmpty { return Results.Entry(fate: .unreached, killer: "") }
        for group in groups(of: reaching) {
            let seconds = group.reduce(0) { $0 + $1.seconds }
            var command = programs.command(group)
            command.environment["MUTANT"] = String(number)
            command.cpuSeconds = 3 + Int(3 * seconds)
            command.idleSeconds = 60
            let outcome = command.run()
            if outcome.code != 0 { return Results.Entry(fate: .killed, killer: killer(group, outcome)) }
        }
        return Results.Entry(fate: .survived, killer: "")
    }

    /// The test that failed; the first of the group where the output does not tell.
    private func killer(_ group: [Subject], _ outcome: Command.Outcome) -> String {
        let failed = outcome.output.firstMatch(
            of: /Test "?([A-Za-z0-9_]+)\(.*(recorded an issue|failed after)/)
        let named = failed.flatMap { match in group.first { $0.name.contains("/\(match.1)(") } }
        return (named ?? group[0]).id
    }

    /// Subjects in the order in which to try them: by how often they have killed for the time that they take. Those of
    /// one kind that take little time share a process.
    private func groups(of subjects: [Subject]) -> [[Subject]] {
        let kills = results.kills
        let ordered = subjects.sorted { one, other in
            Double(kills[one.id, default: 0] + 1) / (one.seconds + 0.02)
                > Double(kills[other.id, default: 0] + 1) / (other.seconds + 0.02)
        }
        var groups: [[Subject]] = []
        for subject in ordered {
            let place = groups.lastIndex { group in
                group[0].kind == subject.kind
                    && group.reduce(subject.seconds, { $0 + $1.seconds }) < Self.secondsPerProcess
            }
            if let place { groups[place].append(subject) } else { groups.append([subject]) }
        }
        return groups
    }

    /// Works on elements on a few threads, taking them in order, until the deadline.
    static func inParallel<Element: Sendable>(
        _ elements: [Element], until deadline: Date, _ body: @Sendable (Element) -> Void
    ) {
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: mostProcesses) { _ in
            while Date() < deadline {
                let place = next.add(1, ordering: .relaxed).oldValue
                if place >= elements.count { return }
                body(elements[place])
            }
        }
    }
}
