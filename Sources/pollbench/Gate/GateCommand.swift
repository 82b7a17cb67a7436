import ArgumentParser
import Comparison
import Foundation
import Harness
import Results

/// `pollbench gate`: measures two builds in turns, and says whether one has become slower.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Run two builds in turns, and tell what became better or worse.",
        discussion: """
            In each round both builds run all cells of a matrix, in the same order and with the same service times of \
            model devices; in the next round the other one is the first. So whatever drifts hits both. Then they are \
            compared as pollbench compare does, round by round.

              pollbench gate --base main Benchmarks/engine.yaml --policy Benchmarks/gate.yaml

            What was measured stays in OUT/base and OUT/candidate, for pollbench compare in other forms.

            Ends with 0 if nothing is worse, 2 if something is, and 3 if nothing is but something is inconclusive, as \
            it is where the base does not know the matrix.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The matrix.", valueName: "FILE.yaml"))
    var file: String

    @Option(help: ArgumentHelp("The build that was.", valueName: "pollbench"))
    var baseBinary: String?

    @Option(help: ArgumentHelp("The same by its git revision, built in .build-gate.", valueName: "revision"))
    var base: String?

    @Option(
        help: ArgumentHelp("The build to be judged. (default: the one that runs)", valueName: "pollbench"))
    var candidateBinary: String?

    @Option(help: ArgumentHelp("The same by its git revision, built in .build-gate.", valueName: "revision"))
    var candidate: String?

    @Option(
        help: ArgumentHelp(
            "Only the runs whose names this regular expression matches somewhere.", valueName: "regex"))
    var only: String?

    @Option(
        help: ArgumentHelp("Rounds. (default: the matrix's)", valueName: "number"), transform: Parse.round)
    var rounds: Int?

    @Option(help: ArgumentHelp("The folder of both results.", valueName: "folder"))
    var out = "results/gate"

    @OptionGroup(title: "The verdict") var options: CompareOptions

    func run() throws {
        Interruption.begin()
        let judgement = try options.judgement()
        let rounds = try rounds ?? Matrix(readingFrom: file).rounds
        guard rounds >= Judgement.fewestRounds else {
            throw HarnessError.usage("\(rounds) rounds say nothing: \(Judgement.fewestRounds) are needed")
        }
        try GateSide.checkFree(out)
        try OwnFolder.claim(out, for: .gate)
        let base = try side(.base, try baseBuild())
        let candidate = try side(.candidate, try candidateBuild())
        if let refusal = try base.refusal() {
            Pollbench.say("nothing can be compared: \(refusal)")
            return try options.endInconclusive()
        }
        if let refusal = try candidate.refusal() { throw HarnessError.usage(refusal) }
        try measure(base, candidate, rounds: rounds)
        try options.conclude(base.folder, candidate.folder, judgement)
    }

    private func side(_ name: GateSide.Name, _ build: GateBuild) throws -> GateSide {
        try GateSide(
            name, build, out: out, matrix: file, options: only.map { ["--only", $0] } ?? [])
    }

    private func baseBuild() throws -> GateBuild {
        switch (baseBinary, base) {
        case (let binary?, nil): return GateBuild(binary: binary)
        case (nil, let revision?): return try GateBuild(revision: revision, option: "--base")
        default: throw HarnessError.usage("the base is either a --base-binary or a --base, a git revision")
        }
    }

    private func candidateBuild() throws -> GateBuild {
        switch (candidateBinary, candidate) {
        case (let binary?, nil): return GateBuild(binary: binary)
        case (nil, let revision?): return try GateBuild(revision: revision, option: "--candidate")
        case (nil, nil): return try GateBuild.running()
        default:
            throw HarnessError.usage("the candidate is either a --candidate-binary or a --candidate")
        }
    }

    /// Does all rounds, the base first in the odd ones.
    private func measure(_ base: GateSide, _ candidate: GateSide, rounds: Int) throws {
        let line = TerminalLine()
        defer { line.clear() }
        let sides = try [base, candidate].map { ($0, try OwnFolder.open($0.folder, for: .gate)) }
        let began = ContinuousClock.now
        for round in 1...rounds {
            let each = (ContinuousClock.now - began) / .seconds(1) / Double(max(1, round - 1))
            let left = TerminalLine.clock(each * Double(rounds - round + 1))
            line.show("round \(round) of \(rounds)" + (round > 1 ? ", \(left) left" : ""))
            for (side, results) in round.isMultiple(of: 2) ? sides.reversed() : sides {
                try side.run(round: round, into: results)
            }
        }
    }
}
