/// One cell as people look at it: all its rounds.
public struct CellSummary: Sendable {
    /// The rounds of the cell.
    public let rounds: [CellRow]

    /// The rounds that the numbers come from: the valid ones, or all of them if none is.
    public let shown: [CellRow]

    /// The identity of the setting, which all designs share that did the same work.
    public let settingID: String

    /// - Parameter settingID: nil for what the rows say, if no setting that is left to designs was varied.
    init(rounds: [CellRow], settingID: String? = nil) {
        self.rounds = rounds
        self.settingID = settingID ?? rounds[0].settingID(varied: [])
        let valid = rounds.filter(\.valid)
        shown = valid.isEmpty ? rounds : valid
    }

    /// Groups rows by cell, in the order in which the cells first appear: rows that have one name but were asked for
    /// different things are different cells, and so are those that several hosts measured.
    public static func summaries(of rows: [CellRow]) -> [CellSummary] {
        let varied = CellRow.varied(in: rows)
        let groups = rows.orderedGroups { row in
            [row.cellID] + row.settingFields + varied.map { $0.field(row) }
        }
        let cells = groups.map {
            CellSummary(rounds: $0.elements, settingID: $0.elements[0].settingID(varied: varied))
        }
        return joined(cells, varied)
    }

    /// Gives each cell a setting of its own among those of its design.
    private static func joined(_ cells: [CellSummary], _ varied: [CellRow.Column]) -> [CellSummary] {
        let designs = Dictionary(grouping: cells, by: \.settingID).mapValues { Set($0.map(\.asked.design)) }
        var taken: Set<[String]> = []
        return cells.map { cell in
            let asked = cell.asked
            let isTaken = taken.contains([asked.design, cell.settingID])
            var found = cell.settingID
            if asked.completion == "interrupt", isTaken || designs[found]?.count == 1,
                let shared = sharedSetting(of: asked, varied, among: designs)
            {
                found = shared
            }
            // Rows of the same work whose CPUs or names differ, as those of a run that went on elsewhere.
            let further = ["", asked.cpus ?? "", asked.cellID].map {
                found + ($0.isEmpty ? "" : "\u{1F}" + $0)
            }
            let id = further.first { taken.insert([asked.design, $0]).inserted } ?? found
            return CellSummary(rounds: cell.rounds, settingID: id)
        }
    }

    /// A design that waits for interrupts has queues of its own wherever the others share as many: it did the same work
    /// as those, if no other design had queues of its own. Nil if none did the same.
    private static func sharedSetting(
        of row: CellRow, _ varied: [CellRow.Column], among designs: [String: Set<String>]
    ) -> String? {
        guard let shared = polledSettings(like: row, varied).first(where: { designs[$0] != nil }),
            designs[shared]?.contains(row.design) == false
        else { return nil }
        return shared
    }

    /// The settings of polling designs that may do the same work as one that waits for interrupts.
    private static func polledSettings(like row: CellRow, _ varied: [CellRow.Column]) -> [String] {
        var polled = row
        polled.completion = "polled"
        var shared = polled
        shared.queueSharing = "shared"
        shared.pollQueues = row.numjobs
        return [polled.settingID(varied: varied), shared.settingID(varied: varied)]
    }

    /// The row of the first round, for its settings: they are the same in all rounds.
    public var asked: CellRow { rounds[0] }

    /// The rounds that are not valid.
    public var invalidRounds: [CellRow] { rounds.filter { !$0.valid } }

    /// Whether any round is valid.
    public var isTrusted: Bool { invalidRounds.count < rounds.count }

    /// The median over the rounds that measured the value; nil if none did.
    ///
    /// Of two middle values the worse one is taken: percentiles are not averaged, and no number flatters.
    func median(higherIsBetter: Bool, _ value: (CellRow) -> Double?) -> Double? {
        let values = shown.compactMap(value).filter(\.isFinite).sorted()
        guard !values.isEmpty else { return nil }
        return values[(higherIsBetter ? values.count - 1 : values.count) / 2]
    }

    /// The rounds behind the numbers of cells: `median of 9 rounds`, `median of the valid rounds, 7 to 9 of 9`,
    /// `1 round`. Of cells without a valid round it says nothing unless all are such.
    public static func roundsText(of cells: [CellSummary]) -> String {
        let all = range(of: cells.map(\.rounds.count))
        let trusted = cells.filter(\.isTrusted)
        let isOne = all == "1"
        if trusted.isEmpty && !cells.isEmpty {
            return (isOne ? "1 round" : "median of \(all) rounds") + ", none valid"
        }
        let valid = range(of: trusted.map(\.shown.count))
        if isOne { return "1 round" }
        return trusted.allSatisfy(\.invalidRounds.isEmpty)
            ? "median of \(all) rounds" : "median of the valid rounds, \(valid) of \(all)"
    }

    /// `9`, `7 to 9`.
    private static func range(of counts: [Int]) -> String {
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        return fewest == most ? "\(most)" : "\(fewest) to \(most)"
    }
}
