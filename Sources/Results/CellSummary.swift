/// One cell as people look at it: all its rounds.
public struct CellSummary: Sendable {
    public let rounds: [CellRow]

    /// The rounds that the numbers come from: the valid ones, or all of them if none is.
    public let shown: [CellRow]

    /// What all designs share that did the same work.
    public let settingID: String

    /// - Parameter settingID: nil for what the name of the cell says.
    init(rounds: [CellRow], settingID: String? = nil) {
        self.rounds = rounds
        self.settingID = settingID ?? rounds[0].settingID
        let valid = rounds.filter(\.valid)
        shown = valid.isEmpty ? rounds : valid
    }

    /// Groups rows by cell, in the order in which the cells first appear.
    public static func summaries(of rows: [CellRow]) -> [CellSummary] {
        var order: [[String]] = []
        var groups: [[String]: [CellRow]] = [:]
        for row in rows {
            let key = [row.cellID, row.design]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return joined(order.map { CellSummary(rounds: groups[$0] ?? []) })
    }

    /// A design that waits for interrupts has queues of its own wherever the others share as many: it did the same work
    /// as those, if nobody else had queues of his own.
    private static func joined(_ cells: [CellSummary]) -> [CellSummary] {
        let designs = Dictionary(grouping: cells, by: \.settingID).mapValues { Set($0.map(\.asked.design)) }
        return cells.map { cell in
            let shared = cell.settingID.replacing("own-queues", with: "queues\(cell.asked.numjobs)")
            let isAlone = designs[cell.settingID]?.count == 1 && cell.asked.completion == "interrupt"
            guard isAlone, let others = designs[shared], !others.contains(cell.asked.design) else {
                return cell
            }
            return CellSummary(rounds: cell.rounds, settingID: shared)
        }
    }

    /// What was asked for, the same in all rounds.
    public var asked: CellRow { rounds[0] }

    public var invalidRounds: [CellRow] { rounds.filter { !$0.valid } }

    public var isTrusted: Bool { invalidRounds.count < rounds.count }

    /// The median over the rounds that measured the value; nil if none did.
    ///
    /// Of two middle values the worse one is taken: percentiles are not averaged, and no number flatters.
    func median(higherIsBetter: Bool, _ value: (CellRow) -> Double?) -> Double? {
        let values = shown.compactMap(value).filter(\.isFinite).sorted()
        guard !values.isEmpty else { return nil }
        return values[(higherIsBetter ? values.count - 1 : values.count) / 2]
    }

    /// What the numbers of cells are made of: `median of 9 rounds`, `median of the valid rounds, 7 to 9 of 9`,
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
