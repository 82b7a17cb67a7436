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
            model devices. Which build is the first in a round is drawn at random, each in half of the rounds, so no \
            drift and no periodic disturbance favours one; OUT/order.csv has the order and its seed. Then they are \
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

    @OptionGroup var filter: RunFilter

    @Option(
        help: ArgumentHelp("Rounds. (default: the matrix's)", valueName: "number"), transform: Parse.round)
    var rounds: Int?

    @Option(
        help: ArgumentHelp(
            "Draw the order of the builds by this seed, in place of a new one.", valueName: "number"),
        transform: Parse.number)
    var orderSeed: Int?

    @Option(help: ArgumentHelp("The folder of both results.", valueName: "folder"))
    var out = "results/gate"

    @OptionGroup(title: "The verdict") var options: CompareOptions

    func run() throws {
        Interruption.begin()
        let judgement = try options.judgement()
        try checkIsFile()
        let rounds = try rounds ?? Matrix(readingFrom: file).rounds
        guard rounds >= judgement.neededRounds else {
            throw HarnessError.usage(
                "\(rounds) rounds cannot give a verdict: \(judgement.neededRounds) are needed at this confidence"
            )
        }
        try GateSide.checkFree(out)
        try OwnFolder.claim(out, for: .gate)
        let base = try side(.base, try baseBuild())
        let candidate = try side(.candidate, try candidateBuild())
        if let refusal = try base.refusal() {
            Pollbench.say("nothing can be compared: \(refusal)")
            return try options.endInconclusive()
        }
        if let refusal = try candidate.refusal() { throw HarnessError.usage("\(refusal)") }
        try measure(base, candidate, rounds: rounds)
        try options.conclude(base.folder, candidate.folder, judgement)
    }

    /// Each round reads the matrix anew, in a process of its own.
    private func checkIsFile() throws(HarnessError) {
        var status = stat()
        guard stat(file, &status) == 0, [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT) else {
            return
        }
        throw .usage("\(file): each round reads the matrix anew, which takes a file and not a pipe")
    }

    private func side(_ name: GateSide.Name, _ build: GateBuild) throws -> GateSide {
        try GateSide(
            name, build, out: out, matrix: file, options: filter.only.map { ["--only", $0] } ?? [])
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

    /// Does all rounds, in an order of the sides that it draws and writes down.
    private func measure(_ base: GateSide, _ candidate: GateSide, rounds: Int) throws {
        let line = TerminalLine()
        defer { line.clear() }
        let sides = try [base, candidate].map { ($0, try OwnFolder.open($0.folder, for: .gate)) }
        let order = GateOrder(
            rounds: rounds, seed: orderSeed.map { UInt64($0) } ?? UInt64.random(in: 0...UInt64(Int32.max)))
        try order.write(to: out)
        let began = ContinuousClock.now
        for round in 1...rounds {
            let each = (ContinuousClock.now - began) / .seconds(1) / Double(max(1, round - 1))
            let left = TerminalLine.clock(each * Double(rounds - round + 1))
            line.show("round \(round) of \(rounds)" + (round > 1 ? ", \(left) left" : ""))
            for (side, results) in order.baseIsFirst[round - 1] ? sides : sides.reversed() {
                try side.run(round: round, into: results)
            }
        }
    }
}
