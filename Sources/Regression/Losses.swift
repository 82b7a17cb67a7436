import Results

/// Rounds that one side lacks or that are invalid there: their cause may be the change that is judged.
struct Losses {
    /// Why the remaining rounds do not show that nothing is worse; nil if they do.
    let doubt: String?

    /// - Parameters:
    ///   - base, candidate: the rounds of a cell by number.
    ///   - countsInvalid: whether invalid rounds count.
    init(_ base: [Int: CellRow], _ candidate: [Int: CellRow], countsInvalid: Bool) {
        let all = Set(base.keys).union(candidate.keys)
        func lacking(_ rounds: [Int: CellRow]) -> Int { all.count - rounds.count }
        func invalid(_ rounds: [Int: CellRow]) -> [CellRow] {
            countsInvalid ? [] : rounds.values.filter { !$0.valid }
        }
        let lost = [lacking(base), lacking(candidate)]
        let marked = [invalid(base), invalid(candidate)]
        // A round or two of many are chance; many on one side alone have a cause there.
        let difference = abs(marked[0].count - marked[1].count)
        if let side = lost.firstIndex(where: { $0 > 0 }) {
            doubt = "\(lost[side]) of \(all.count) rounds are missing on the \(Self.names[side])'s side"
        } else if difference * 10 > all.count {
            let side = marked[0].count > marked[1].count ? 0 : 1
            let reason = marked[side].min { $0.round < $1.round }?.invalidReason.map { " (\($0))" } ?? ""
            doubt =
                "\(marked[side].count) of \(all.count) rounds of the \(Self.names[side]) are invalid, "
                + "\(marked[1 - side].count) of the \(Self.names[1 - side])\(reason)"
        } else {
            doubt = nil
        }
    }

    private static let names = ["base", "candidate"]
}
