/// One cell as people look at it: all its rounds.
public struct CellSummary: Sendable {
    public let rounds: [CellRow]

    /// The rounds that the numbers come from: the valid ones, or all of them if none is.
    public let shown: [CellRow]

    /// What all designs share that did the same work.
    public let settingID: String

    /// - Parameter settingID: nil for what the rows say.
    init(rounds: [CellRow], settingID: String? = nil) {
        self.rounds = rounds
        self.settingID = settingID ?? rounds[0].settingID
        let valid = rounds.filter(\.valid)
        shown = valid.isEmpty ? rounds : valid
    }

    /// Groups rows by cell, in the order in which the cells first appear: rows that have one name but were asked for
    /// different things are different cells.
    public static func summaries(of rows: [CellRow]) -> [CellSummary] {
        var order: [[String]] = []
        var groups: [[String]: [CellRow]] = [:]
        for row in rows {
            let key = [row.cellID] + row.settingFields
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return joined(order.map { CellSummary(rounds: groups[$0] ?? []) })
    }

    /// A design that waits for interrupts has queues of its own wherever the others share as many: it did the same work
    /// as those, if no other design had queues of its own.
    private static func joined(_ cells: [CellSummary]) -> [CellSummary] {
        let designs = Dictionary(grouping: cells, by: \.settingID).mapValues { Set($0.map(\.asked.design)) }
        return cells.map { cell in
            guard cell.asked.completion == "interrupt", designs[cell.settingID]?.count == 1 else {
                return cell
            }
            let shared = polledSettings(like: cell.asked).first { designs[$0] != nil }
            guard let shared, designs[shared]?.contains(cell.asked.design) == false else { return cell }
            return CellSummary(rounds: cell.rounds, settingID: shared)
        }
    }

    /// The settings of polling designs that may do the same work as one that waits for interrupts.
    private static func polledSettings(like row: CellRow) -> [String] {
        var polled = row
        polled.completion = "polled"
        var shared = polled
        shared.queueSharing = "shared"
        shared.pollQueues = row.numjobs
        return [polled.settingID, shared.settingID]
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

    /// `median of 9 rounds`, `1 round`.
    public static func roundsText(of cells: [CellSummary]) -> String {
        let counts = cells.map(\.rounds.count)
        let fewest = counts.min() ?? 0
        let most = counts.max() ?? 0
        let number = fewest == most ? "\(most)" : "\(fewest) to \(most)"
        return most == 1 ? "1 round" : "median of \(number) rounds"
    }
}
