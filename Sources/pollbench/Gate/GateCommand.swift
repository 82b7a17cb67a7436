import ArgumentParser
import Foundation
import Harness
import Regression
import Results

/// `pollbench gate`: measures two builds in turns and reports whether the candidate is slower.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Measure two builds in turns and report what became better or worse.",
        discussion: """
            In each round, both builds run all cells of a matrix, in the same order and with the same service times \
            of model devices. The order of the builds is random, and each is first in half of the rounds, so that \
            neither drift nor periodic disturbance favours one; OUT/order.csv records the order and its seed. Then \
            the results are compared round by round, as by pollbench compare.

              pollbench gate --base main Benchmarks/engine.yaml --policy Benchmarks/gate.yaml

            The results stay in OUT/base and OUT/candidate; pollbench compare prints them in other formats.

            The exit code is 0 if nothing is worse, 2 if something is worse, and 3 if nothing is worse but something \
            is inconclusive, as it is if the base cannot run the matrix.

            \(Pollbench.exitCodes)
            """)

    @Argument(help: ArgumentHelp("The matrix.", valueName: "FILE.yaml"))
    var file: String

    @Option(help: ArgumentHelp("The old build.", valueName: "pollbench"))
    var baseBinary: String?

    @Option(
        help: ArgumentHelp(
            "The git revision of the old build; it is built in .build-gate.", valueName: "revision"))
    var base: String?

    @Option(
        help: ArgumentHelp("The new build, which is judged. (default: this program)", valueName: "pollbench"))
    var candidateBinary: String?

    @Option(
        help: ArgumentHelp(
            "The git revision of the new build; it is built in .build-gate.", valueName: "revision"))
    var candidate: String?

    @OptionGroup var filter: RunFilter

    @Option(
        help: ArgumentHelp("Rounds. (default: that of the matrix)", valueName: "number"),
        transform: Parse.round)
    var rounds: Int?

    @Option(
        help: ArgumentHelp(
            "The seed of the order of the builds. (default: a new one)", valueName: "number"),
        transform: Parse.number)
    var orderSeed: Int?

    @Option(
        help: ArgumentHelp("The folder for both results, relative to the current one.", valueName: "folder"))
    var out = "results/gate"

    @OptionGroup(title: "The verdict") var options: CompareOptions

    func run() throws {
        Interruption.begin()
        let criteria = try options.criteria()
        try checkIsFile()
        let rounds = try rounds ?? Matrix(readingFrom: file).rounds
        guard rounds >= criteria.neededRounds else {
            throw HarnessError.usage(
                "\(rounds) rounds cannot give a verdict: \(criteria.neededRounds) are needed at this confidence"
            )
        }
        try GateSide.checkFree(out)
        try OwnFolder.claim(out, for: .gate)
        let base = try side(.base, try baseBuild())
        let candidate = try side(.candidate, try candidateBuild())
        if let refusal = try base.refusal() {
            Pollbench.say("no verdict is possible: \(refusal)")
            return try options.endInconclusive()
        }
        if let refusal = try candidate.refusal() { throw HarnessError.usage("\(refusal)") }
        try measure(base, candidate, rounds: rounds)
        try options.conclude(base.folder, candidate.folder, criteria)
    }

    /// Each round reads the matrix anew, in a process of its own.
    private func checkIsFile() throws(HarnessError) {
        var status = stat()
        guard stat(file, &status) == 0, [S_IFIFO, S_IFCHR, S_IFSOCK].contains(status.st_mode & S_IFMT) else {
            return
        }
        throw .usage("\(file): each round reads the matrix again, so it must be a file, not a pipe")
    }

    private func side(_ name: GateSide.Name, _ build: GateBuild) throws -> GateSide {
        try GateSide(
            name, build, out: out, matrix: file, options: filter.only.map { ["--only", $0] } ?? [])
    }

    private func baseBuild() throws -> GateBuild {
        switch (baseBinary, base) {
        case (let binary?, nil): return GateBuild(binary: binary)
        case (nil, let revision?): return try GateBuild(revision: revision, option: "--base")
        default: throw HarnessError.usage("name the base by either --base-binary or --base, a git revision")
        }
    }

    private func candidateBuild() throws -> GateBuild {
        switch (candidateBinary, candidate) {
        case (let binary?, nil): return GateBuild(binary: binary)
        case (nil, let revision?): return try GateBuild(revision: revision, option: "--candidate")
        case (nil, nil): return try GateBuild.running()
        default:
            throw HarnessError.usage("name the candidate by either --candidate-binary or --candidate")
        }
    }

    /// Runs all rounds, in a random order of the sides that is recorded.
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
