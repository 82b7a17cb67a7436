/// How an IO ends by the tables of a stack alone, if all devices succeed.
enum TableFate: Int, Comparable {
    case passes
    case mayFail
    case fails

    static func < (one: TableFate, other: TableFate) -> Bool { one.rawValue < other.rawValue }

    func allows(_ status: Status) -> Bool { self != .fails || status != .ok }
}

extension StackPlan {
    /// Whether tables can make any IO fail.
    var mayFail: Bool {
        devices.contains { device in
            guard case .mapped(let lines) = device else { return false }
            return lines.contains { $0.kind.mayFail }
        }
    }

    /// How an IO to a device ends by its table and those below. Computed from the lines of the plan, independently of
    /// the mapping that is checked.
    func fate(_ operation: Operation, device: Int, sector: UInt64, count: UInt64) -> TableFate {
        guard case .mapped(let lines) = devices[device] else { return .passes }
        var fate = TableFate.passes
        var start: UInt64 = 0
        for line in lines {
            let end = start + line.sectorCount
            let first = max(start, sector)
            let last = min(end, sector + count)
            if first < last {
                fate = max(fate, self.fate(operation, line.kind, offset: first - start, count: last - first))
            }
            start = end
        }
        return fate
    }

    private func fate(
        _ operation: Operation, _ kind: Kind, offset: UInt64, count: UInt64
    ) -> TableFate {
        func of(_ leg: Leg, _ offset: UInt64, _ count: UInt64) -> TableFate {
            fate(operation, device: Int(leg.device), sector: leg.startSector + offset, count: count)
        }
        switch kind {
        case .error: return .fails
        case .zero: return .passes
        case .linear(let leg), .remap(let leg): return of(leg, offset, count)
        case .mirror(let legs):
            let reached = operation == .read ? legs.prefix(1) : legs[...]
            return reached.map { of($0, offset, count) }.max() ?? .passes
        case .delay(let legs, _, _):
            return of(operation == .read ? legs[0] : legs[legs.count - 1], offset, count)
        case .flakey(let leg, let flakiness):
            let below = of(leg, offset, count)
            if flakiness.downNanoseconds == 0 { return below }
            let whileDown: TableFate =
                flakiness.fails(operation) ? .fails : flakiness.drops(operation) ? .passes : below
            if flakiness.upNanoseconds == 0 || whileDown == below { return whileDown }
            return .mayFail
        case .multipath(let multipath):
            let fates = multipath.paths.map { of($0, offset, count) }
            if fates.allSatisfy({ $0 == .fails }) { return .fails }
            return multipath.queuesIfNoPath ? .passes : .mayFail
        case .striped(let chunkSectors, let legs):
            return fateOfStripes(UInt64(chunkSectors), legs.count, offset, count) { of(legs[$0], $1, $2) }
        }
    }

    /// The worst of the chunks of an IO; of a long one, of the rows that it touches of each leg.
    private func fateOfStripes(
        _ chunk: UInt64, _ legCount: Int, _ offset: UInt64, _ count: UInt64,
        _ of: (_ leg: Int, _ offset: UInt64, _ count: UInt64) -> TableFate
    ) -> TableFate {
        let first = offset / chunk
        let last = (offset + count - 1) / chunk
        let legs = UInt64(legCount)
        if last - first > 4096 {
            let rows = first / legs...last / legs
            let length = (rows.upperBound - rows.lowerBound + 1) * chunk
            return (0..<legCount).map { of($0, rows.lowerBound * chunk, length) }.max() ?? .passes
        }
        return (first...last).reduce(TableFate.passes) { worst, number in
            let begin = max(offset, number * chunk)
            let end = min(offset + count, (number + 1) * chunk)
            return max(
                worst, of(Int(number % legs), number / legs * chunk + begin - number * chunk, end - begin))
        }
    }
}

extension StackPlan.Kind {
    /// Whether the line itself can make an IO fail.
    var mayFail: Bool {
        switch self {
        case .error: true
        case .flakey(_, let flakiness): flakiness.fails(.read) || flakiness.fails(.write)
        case .multipath(let multipath): !multipath.queuesIfNoPath || multipath.paths.isEmpty
        default: false
        }
    }
}

extension StackPlan.Flakiness {
    fileprivate func fails(_ operation: Operation) -> Bool {
        downNanoseconds > 0 && (operation == .read ? failsReads : failsWrites)
    }

    fileprivate func drops(_ operation: Operation) -> Bool { operation == .write && dropsWrites }
}
