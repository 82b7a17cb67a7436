// What a stack is to a schedule.

extension StackPlan {
    /// The sectors of the top device.
    var topSectorCount: UInt64 {
        switch devices.last! {
        case .leaf(let leaf): leaf.sectorCount
        case .mapped(let lines): lines.reduce(0) { $0 + $1.sectorCount }
        }
    }

    /// The plan with its times in ticks of a schedule, whose clock moves when devices complete leaves: the shortest is
    /// as long as the service of a few leaves, the next one longer, and so on. Their order is kept and not their
    /// lengths: no schedule lasts a second.
    func inTicks() -> StackPlan {
        let times = Set(devices.flatMap(\.times)).subtracting([0]).sorted()
        let ticks = Dictionary(uniqueKeysWithValues: zip(times, (1...).lazy.map { UInt64(3 * $0) }))
        func short(_ nanoseconds: UInt64) -> UInt64 { ticks[nanoseconds] ?? 0 }
        return StackPlan(
            devices: devices.map { device in
                guard case .mapped(let lines) = device else { return device }
                return .mapped(lines.map { Target(sectorCount: $0.sectorCount, kind: $0.kind.timed(short)) })
            })
    }
}

extension StackPlan.Device {
    fileprivate var times: [UInt64] {
        guard case .mapped(let lines) = self else { return [] }
        return lines.flatMap { line -> [UInt64] in
            switch line.kind {
            case .delay(_, let read, let write): [read, write]
            case .flakey(_, let flakiness): [flakiness.upNanoseconds, flakiness.downNanoseconds]
            case .multipath(let multipath): [multipath.reinstateNanoseconds ?? 0]
            default: []
            }
        }
    }
}

extension StackPlan.Kind {
    fileprivate func timed(_ time: (UInt64) -> UInt64) -> StackPlan.Kind {
        switch self {
        case .delay(let legs, let read, let write):
            return .delay(legs, readNanoseconds: time(read), writeNanoseconds: time(write))
        case .flakey(let leg, var flakiness):
            flakiness.upNanoseconds = time(flakiness.upNanoseconds)
            flakiness.downNanoseconds = time(flakiness.downNanoseconds)
            return .flakey(leg, flakiness)
        case .multipath(var multipath):
            multipath.reinstateNanoseconds = multipath.reinstateNanoseconds.map(time)
            return .multipath(multipath)
        default: return self
        }
    }
}
