/// One cell of the table for people: all its rounds.
struct CellSummary {
    let rounds: [CellRow]

    /// The rounds that the numbers come from: the valid ones, or all of them if none is.
    let shown: [CellRow]

    init(rounds: [CellRow]) {
        self.rounds = rounds
        let valid = rounds.filter(\.valid)
        shown = valid.isEmpty ? rounds : valid
    }

    /// Groups rows by cell, in the order in which the cells first appear.
    static func summaries(of rows: [CellRow]) -> [CellSummary] {
        var order: [[String]] = []
        var groups: [[String]: [CellRow]] = [:]
        for row in rows {
            let key = [row.cellID, row.design]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return order.map { CellSummary(rounds: groups[$0] ?? []) }
    }

    /// What was asked for, the same in all rounds.
    var asked: CellRow { rounds[0] }

    var invalidRounds: [CellRow] { rounds.filter { !$0.valid } }

    var isTrusted: Bool { invalidRounds.count < rounds.count }

    /// The median over the rounds that measured the value; nil if none did.
    ///
    /// Of two middle values the worse one is taken: percentiles are not averaged, and no number flatters.
    func median(higherIsBetter: Bool, _ value: (CellRow) -> Double?) -> Double? {
        let values = shown.compactMap(value).filter(\.isFinite).sorted()
        guard !values.isEmpty else { return nil }
        return values[(higherIsBetter ? values.count - 1 : values.count) / 2]
    }
}
