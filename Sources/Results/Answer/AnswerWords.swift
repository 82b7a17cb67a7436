import Statistics
import Units

/// An answer in sentences that the rounds support.
struct AnswerWords {
    let answer: Answer

    /// How many settings a sentence lists.
    static let mostListed = 4

    private var compared: [Ranking] { answer.compared }
    private var measure: Measure { answer.measure }
    private var words: Measure.Words { answer.measure.words }

    /// The designs to use, those that may be as good, and those to avoid; empty if there is nothing to compare.
    var recommendation: [String] {
        guard answer.rankings.contains(where: \.hasRivals) else { return [] }
        guard !compared.isEmpty else { return [tooFewRounds] }
        return challenges + [use] + undecided + possible + avoid + slightly
    }

    /// One sentence; nil where there is nothing to compare.
    var brief: String? {
        guard !compared.isEmpty else { return nil }
        let worst = answer.avoided.map { "\($0.design) (\(amount($0.shown)))" }
        let end = worst.isEmpty ? "" : "; furthest behind: \(Self.list(worst.suffix(3).reversed()))"
        return "\(words.subject): \(briefLead)\(end)."
    }

    // MARK: Who leads

    private var use: String {
        let names = answer.best.map(\.design)
        guard !names.isEmpty else { return noneLeads.first + noneLeads.rest + "." }
        let start = answer.challengers.isEmpty ? "Use" : "Of the designs that have them, use"
        let any = names.count > 1 ? "any of " : ""
        let label = compared[0].setting.label
        let place = answer.rankings.count > 1 && compared.count == 1 ? " in \(label)" : ""
        return
            "\(start) \(any)\(Self.list(names))\(place): \(compared.count > 1 ? reasonOfMany : reasonOfOne)."
    }

    private var reasonOfOne: String {
        let ranking = compared[0]
        guard ranking.leading.count > 1 else {
            let next = ranking.behind[0]
            return "the next, \(next.design), is \(amount(next.behind))"
        }
        return "nothing separates their \(words.plural), \(range(of: ranking)), within "
            + "\(HumanNumber.percent(ranking.spread)) of the best"
    }

    private var reasonOfMany: String {
        let most = answer.best.map(\.behind).max() ?? 0
        let isOne = answer.best.count == 1
        return "\(inAll) nothing separates \(isOne ? "it" : "them") from the "
            + "\(words.superlative), and \(isOne ? "its median is" : "their medians are") at most "
            + "\(HumanNumber.percent(max(0, most))) behind it"
    }

    /// What to say where no design leads in all settings.
    private var noneLeads: (first: String, rest: String) {
        let all = inAll
        guard answer.possible.isEmpty else {
            return (
                "Undecided: of the designs with enough valid rounds ",
                "none is among the \(words.superlative) \(all)"
            )
        }
        let closest = answer.standings.first { standing in
            compared.allSatisfy { ($0.leading + $0.behind).contains { $0.design == standing.design } }
        }
        let rest = closest.map { "; \($0.design) comes closest, at most \(amount($0.behind)) (\($0.place))" }
        return ("No design is ", "among the \(words.superlative) \(all)" + (rest ?? ""))
    }

    private var briefLead: String {
        let names = answer.best.map(\.design)
        guard !names.isEmpty else { return noneLeads.first.lowercasedFirst + noneLeads.rest }
        guard compared.count == 1 else {
            return "\(Self.list(names)) \(names.count == 1 ? "is" : "are") among the \(words.superlative) "
                + inAll
        }
        let values = "(\(range(of: compared[0])))"
        return names.count == 1
            ? "\(names[0]) has the \(words.superlative) \(values)"
            : "nothing separates \(Self.list(names)) \(values)"
    }

    // MARK: Who lacks rounds

    private var challenges: [String] {
        let more = answer.challengers.count - Self.mostListed
        let rest = more > 0 ? ["The same holds for \(more) more."] : []
        return answer.challengers.prefix(Self.mostListed).map(challenge) + rest
    }

    private func challenge(_ ranking: Ranking, _ place: Ranking.Place) -> String {
        let (best, label) = (ranking.leading[0], ranking.setting.label)
        return "Undecided\(label.isEmpty ? "" : " in \(label)"): \(place.design) has the best median, "
            + "\(measure.text(from: place.median, to: place.median)) against "
            + "\(measure.text(from: best.median, to: best.median)) of \(best.design), but only "
            + "\(Self.rounds(of: place.cell)) of its rounds are valid, and a verdict needs \(fewestRounds)."
    }

    /// The settings without a verdict, where others have one.
    private var undecided: [String] {
        let labels = answer.rankings.filter { $0.hasRivals && !$0.isComparison }.map(\.setting.label)
        let count = "\(labels.count) of \(answer.rankings.count) settings"
        let more = labels.count > Self.mostListed ? "; …" : ""
        let listed = labels.prefix(Self.mostListed).joined(separator: "; ") + more
        return labels.isEmpty
            ? [] : ["No verdict in \(count), for lack of valid rounds: \(listed)."]
    }

    private var possible: [String] {
        let names = answer.possible.map(\.design)
        guard !names.isEmpty else { return [] }
        return [
            "\(Self.list(names)) may be as good: \(names.count == 1 ? "its" : "their") medians are with the best "
                + "where valid rounds are too few."
        ]
    }

    private var tooFewRounds: String {
        let most = answer.rankings.flatMap(\.setting.cells).map { $0.rounds.count(where: \.valid) }.max() ?? 0
        let reason =
            "Undecided: a verdict needs \(fewestRounds) valid rounds of two designs, and "
            + (most == 0
                ? "no round is valid"
                : most < fewestRounds ? "none has more than \(most)" : "only one has them")
        guard answer.rankings.count == 1,
            let first = (answer.rankings[0].leading + answer.rankings[0].leftOut).filter(\.cell.isTrusted)
                .min(by: { $0.behind < $1.behind })
        else { return reason + "." }
        return "\(reason). The best median is that of \(first.design), "
            + "\(measure.text(from: first.median, to: first.median))."
    }

    // MARK: Who is behind

    private var avoid: [String] {
        let names = answer.avoided.map { standing in
            let place = compared.count > 1 && !standing.shownPlace.isEmpty ? " in \(standing.shownPlace)" : ""
            return "\(standing.design) (\(amount(standing.shown))\(place))"
        }
        return names.isEmpty ? [] : ["Avoid \(Self.list(names))."]
    }

    private var slightly: [String] {
        let found = answer.standings.filter { $0.shown > 0 && $0.shown < Answer.avoidedBeyond }
        return found.isEmpty
            ? [] : ["A little behind: \(Self.list(found.map { "\($0.design) (\(amount($0.shown)))" }))."]
    }

    // MARK: Words

    private var inAll: String {
        compared.count == 2 ? "in both settings" : "in all \(compared.count) settings"
    }

    private func range(of ranking: Ranking) -> String {
        let medians = ranking.leading.map(\.median)
        return measure.text(from: medians.min() ?? 0, to: medians.max() ?? 0)
    }

    /// `9.7 % slower`, `3.7 times as long`.
    private func amount(_ behind: Double) -> String {
        let behind = max(0, behind)
        guard measure.best == .lowest, behind >= 1 else {
            return "\(HumanNumber.percent(behind)) \(words.worse)"
        }
        return "\(HumanNumber.digits(behind + 1, 2)) times as \(words.positive)"
    }

    /// `8 of 9`
    static func rounds(of cell: CellSummary) -> String {
        "\(cell.rounds.count(where: \.valid)) of \(cell.rounds.count)"
    }

    /// `a`, `a and b`, `a, b and c`.
    static func list(_ words: some Collection<String>) -> String {
        let start = words.dropLast().joined(separator: ", ")
        return start.isEmpty ? words.joined() : "\(start) and \(words.suffix(1).joined())"
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
