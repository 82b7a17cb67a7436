import Foundation
import Results
import Statistics

/// The findings as people read them: a line for each machine, below it what the counters say, then the sums.
public enum FindingsTable {
    /// The table as text.
    public static func text(of findings: [Finding]) -> String {
        let judgements = findings.flatMap(\.judgements)
        let names = findings.flatMap { Self.once($0.relation.name, $0) }
        let posted = findings.flatMap { Self.once($0.relation.posted, $0) }
        var grid = TextGrid()
        grid.columns = [
            column("finding", names),
            column("posted", posted),
            column("on", judgements.map(machine)),
            column("ratio", judgements.map { $0.ratio.map(text) ?? "" }),
            column("verdict", judgements.map(\.verdict.text)),
        ]
        let lines = grid.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let causes: [String?] = [nil] + judgements.map(\.cause)
        let table = zip(lines, causes).map { line, cause in
            "\(line)\n" + (cause.map { "    \($0)\n" } ?? "")
        }
        return table.joined() + sums(of: findings)
    }

    /// A name on the first line of a finding.
    private static func once(_ name: String, _ finding: Finding) -> [String] {
        finding.judgements.indices.map { $0 == 0 ? name : "" }
    }

    /// Nothing runs of what was not posted precisely enough.
    private static func machine(_ judgement: Judgement) -> String {
        if case .notPosted = judgement.verdict { "" } else { judgement.machine.title }
    }

    private static func column(_ name: String, _ cells: [String]) -> TextGrid.Column {
        TextGrid.Column(alignment: .left, cells: [name] + cells)
    }

    /// `1.38 (1.36 to 1.41)`.
    private static func text(_ ratio: Judgement.Ratio) -> String {
        guard let interval = ratio.change?.ratio else { return String(format: "%.3f", ratio.value) }
        return String(format: "%.3f (%.3f to %.3f)", ratio.value, interval.lower, interval.upper)
    }

    private static func sums(of findings: [Finding]) -> String {
        func count(_ matches: (Judgement.Outcome) -> Bool) -> Int { findings.count { matches($0.verdict) } }
        let holding = count { $0 == .holds }
        let failing = count { $0 == .doesNotHold }
        let unposted = count { if case .notPosted = $0 { true } else { false } }
        let open = findings.count - holding - failing - unposted
        let disputed = findings.filter(\.isDisputed).map(\.relation.name)
        let sums =
            "of \(findings.count) findings hold: \(holding), do not hold: \(failing), "
            + "not posted precisely enough: \(unposted), undecided: \(open)\n"
        return disputed.isEmpty
            ? sums : sums + "measured and modelled verdicts differ: \(disputed.joined(separator: ", "))\n"
    }
}
