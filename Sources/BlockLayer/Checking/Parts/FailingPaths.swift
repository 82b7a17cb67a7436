/// Paths of a multipath target that several threads take, fail and take back.
final class FailingPaths: @unchecked Sendable {
    typealias M = SimulatedMachine

    private let legs: UnsafeBufferPointer<Leg>
    private let paths: UnsafeMutablePointer<PathSet<M>>

    init(_ scheduler: Scheduler) {
        legs = allocateBuffer([Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)])
        paths = allocateValue(PathSet(legs, queuesIfNoPath: true, reinstateTicks: 2))
        scheduler.state.pointee.rules.add(paths.pointee.usableWord) { [paths] old, new, now in
            paths.pointee.fault(from: old, to: new, at: now)
        }
    }

    deinit {
        paths.deinitialize(count: 1).deallocate()
        legs.deallocate()
    }

    /// Takes a few paths, each of which fails.
    func use() {
        var left = 2
        while left > 0 {
            guard let path = paths.pointee.next() else {
                M.spin(0, on: paths)
                continue
            }
            paths.pointee.fail(path)
            left -= 1
        }
    }

    var fault: String? { paths.pointee.isLockHeld ? "the lock is held at the end" : nil }
}
