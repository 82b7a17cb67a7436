import Foundation
import Mutator

/// `mutations`: makes mutants of the data plane, runs the fast tests and `pollbench check` over each, reports the
/// score.
@main
struct Mutations {
    static func main() {
        do {
            exit(try Mutations(Options(Array(CommandLine.arguments.dropFirst()))).run())
        } catch let error as Options.Wrong {
            complain("\(error.description)\n\(Options.usage)")
            exit(64)
        } catch {
            complain("\(error)")
            exit(1)
        }
    }

    private let options: Options
    private let folder: URL

    private init(_ options: Options) {
        self.options = options
        folder = options.root.appending(path: "Tests/Mutations")
    }

    private static func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    private func run() throws -> Int32 {
        let equivalents = try Equivalents(
            String(contentsOf: folder.appending(path: "equivalent.txt"), encoding: .utf8))
        var tree = try MutatedTree(root: options.root)
        if options.lists {
            for mutant in tree.mutants { print(mutant.text) }
            return 0
        }
        try tree.build(Self.complain)
        let numbers = options.chosen(from: tree)
        Self.complain(
            "\(tree.mutants.count) mutants, \(tree.uncompiled.count) do not compile, \(numbers.count) chosen")
        let deadline = options.deadline
        var run = try MutantRun(tree)
        let isCovered = try run.findCoverage(until: deadline, Self.complain)
        let isComplete = isCovered && run.run(numbers, again: options.again, until: deadline, Self.complain)
        let report = Report(run, numbers, equivalents)
        print(report.text, terminator: "")
        if !isComplete {
            Self.complain("stopped after --minutes; the same command goes on")
            return 3
        }
        return try verdict(report, isWhole: options.isWhole)
    }

    /// 2 if the score of all mutants is below the one that is recorded.
    private func verdict(_ report: Report, isWhole: Bool) throws -> Int32 {
        let text = try String(contentsOf: folder.appending(path: "score"), encoding: .utf8)
        guard isWhole, let score = report.score,
            let recorded = Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { return 0 }
        if score >= recorded { return 0 }
        Self.complain("the score is below the recorded \(recorded) %")
        return 2
    }
}
