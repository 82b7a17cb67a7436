import Foundation
import Statistics
import Units

/// The answers of the settings of one machine, be it a host that the program ran on or a described one.
public struct MachineAnswers: Sendable {
    /// `modelled on NAME`, `on host NAME`; empty where there is only the machine that the program ran on.
    public let machine: String
    private let key: [String]
    private let all: RowMachines
    private let settings: [Setting]
    private let noise: NoiseFloor
    /// The answer by rate, on which the recommendation is based.
    public let rate: Answer

    /// - Parameters:
    ///   - settings: in the order in which sentences name them; all of the machine.
    ///   - rows: that they are made of.
    ///   - all: the machines of these and of all other rows.
    init(_ settings: [Setting], of rows: [CellRow], among all: RowMachines) {
        machine = settings.first.map { all.text(of: $0.asked) } ?? ""
        key = settings.first.map { all.key(of: $0.asked) } ?? []
        self.all = all
        self.settings = settings
        noise = NoiseFloor(rows)
        rate = Answer(settings, by: .iops, noise: noise)
    }

    /// Whether a row is of the machine.
    public func isAbout(_ row: CellRow) -> Bool { all.key(of: row) == key }

    /// How much rounds of one cell differ in rate by themselves, as a part.
    public var noiseOfRate: Double { noise.iops ?? 0 }

    /// Which designs to use, which to avoid and by how much, who was not compared, and what would decide the rest.
    /// Where there is only one design it says at most what was other work.
    var recommendation: [String] {
        let first = AnswerWords(answer: rate).recommendation
        let orders = EnsembleOrder.all(of: settings, by: .iops).flatMap(\.sentences)
        return (first.isEmpty ? otherWork : first + leftOut + otherWork + decision).map(said)
            + orders.map(said)
    }

    /// A sentence each for the other measures that a design is chosen by.
    var others: [String] {
        [Measure.latencyP99, .lagP99, .cpu].compactMap {
            AnswerWords(answer: Answer(settings, by: $0, noise: noise)).brief
        }
        .map(said)
    }

    /// A sentence, with the machine that it is about.
    private func said(_ sentence: String) -> String {
        machine.isEmpty ? sentence : machine.prefix(1).uppercased() + machine.dropFirst() + ": " + sentence
    }

    // MARK: Who was not compared

    private var leftOut: [String] {
        let found = rate.compared.filter { !$0.leftOut.isEmpty }
        guard !found.isEmpty else { return [] }
        let cases = found.prefix(AnswerWords.mostListed).map { ranking in
            let names = ranking.leftOut.map { "\($0.design) (\(AnswerWords.rounds(of: $0.cell)))" }
            let label = ranking.setting.label
            return (label.isEmpty ? "" : "in \(label) ") + AnswerWords.list(names)
        }
        let more = found.count > cases.count ? "; and in \(found.count - cases.count) more settings" : ""
        return [
            "Left out, as a verdict needs \(fewestRounds) valid rounds: "
                + cases.joined(separator: "; ") + "\(more)."
        ]
    }

    private var otherWork: [String] {
        let cells = rate.rankings.flatMap(\.otherWork)
        let counts = cells.reduce(into: [:]) { $0[$1.asked.design, default: 0] += 1 }
        var seen: Set<String> = []
        let first = cells.filter { seen.insert($0.asked.design).inserted }
        guard !first.isEmpty else { return [] }
        let texts = first.map { cell in
            let count = counts[cell.asked.design] ?? 0
            let place = count == rate.rankings.count ? "" : " (\(count) of \(rate.rankings.count) settings)"
            return WorkDone.text(on: cell) + place
        }
        return ["Not compared, as it is other work: \(AnswerWords.list(texts))."]
    }

    // MARK: What would decide

    /// More rounds, where designs that lead differ by more than the noise; else other settings.
    private var decision: [String] {
        let best = Set(rate.best.map(\.design))
        guard best.count > 1 || !rate.possible.isEmpty else { return [] }
        var ways: [String] = []
        let needed = rate.compared.compactMap { ranking in
            ranking.roundsToSeparate(best).map { (label: ranking.setting.label, $0.rounds, $0.pair) }
        }
        if let (label, rounds, pair) = needed.min(by: { $0.1 < $1.1 }) {
            ways.append(
                "about \(rounds) valid rounds, which would separate \(pair.0) from \(pair.1)"
                    + (label.isEmpty ? "" : " in \(label)"))
        } else if best.count > 1, let floor = rate.compared.map(\.noise).max() {
            ways.append(
                "not more rounds, as they differ by less than rounds of one design do "
                    + "(\(HumanNumber.percent(floor)))")
        }
        if !rate.possible.isEmpty { ways.append("valid rounds in place of those that are missing") }
        ways.append("perhaps more jobs for each queue, on more CPUs")
        return ["What would separate the best: " + ways.joined(separator: "; ") + "."]
    }
}

extension Ranking {
    /// About how many rounds would separate the best of some designs that lead from the last of them; nil where they
    /// differ by no more than the noise, or by so little that more than ``mostRounds`` would be needed. An interval
    /// shrinks with the root of the rounds.
    func roundsToSeparate(_ designs: Set<String>) -> (rounds: Int, pair: (String, String))? {
        let places = leading.filter { designs.contains($0.design) }
        guard let first = places.first, let last = places.last, places.count > 1,
            let ratio = Self.change(of: first.cell, from: last.cell, measure.value)?.ratio, ratio.lower > 0
        else { return nil }
        let distance = abs(log(first.median / last.median)) - log(1 + noise)
        let count = Double(min(first.cell.shown.count, last.cell.shown.count))
        let halfWidth = log(ratio.upper / ratio.lower) / 2
        guard distance > 0 else { return nil }
        let needed = count * (halfWidth / distance) * (halfWidth / distance)
        guard needed > count, needed <= Self.mostRounds else { return nil }
        return (Int((needed / 5).rounded(.up)) * 5, (first.design, last.design))
    }

    private static let mostRounds = 1000.0
}
