/// The parts of the engine that threads share, each with a few threads that use it as the engine does.
public enum EngineParts {
    /// The parts, in the order in which they are checked.
    public static let all = [
        CheckSubject(
            "spin lock", threads: 3, make: { _ in LockedCount() },
            body: { part, _ in for _ in 0..<2 { part.increment() } },
            check: { $0.count == 6 && !$0.isHeld ? nil : "\($0.count) of 6 increments" }),
        CheckSubject(
            "try lock", threads: 3, make: { _ in LockedCount() },
            body: { part, _ in part.tryIncrement() },
            check: { part in
                part.count == part.successes && part.count > 0 && !part.isHeld
                    ? nil : "\(part.count) increments, \(part.successes) successes"
            }),
        CheckSubject(
            "completion word", threads: 3, make: { _ in CountedBio(parts: 3) },
            body: { part, thread in part.drop(thread) }, check: { $0.fault }),
        CheckSubject(
            "mailbox", threads: 3, make: { _ in Letters(senders: 2, each: 2) },
            body: { part, thread in thread == 0 ? part.collect() : part.send(thread - 1) },
            check: { $0.fault }),
        CheckSubject(
            "pending queues", threads: 3, make: { _ in PendingLeaves() },
            body: { part, _ in part.comeAndGo() }, check: { $0.fault }),
        CheckSubject(
            "queue of a device", threads: 3, make: { _ in QueuedLeaves(depth: 2, leaves: 4) },
            body: { part, thread in thread == 0 ? part.submit() : part.reap() }, check: { $0.fault }),
        CheckSubject(
            "pool", threads: 3, make: { PooledClones($0) },
            body: { part, thread in thread == 0 ? part.take() : part.release() }, check: { $0.fault }),
        CheckSubject(
            "paths", threads: 3, make: { FailingPaths($0) }, body: { part, _ in part.use() },
            check: { $0.fault }),
    ]

    typealias M = SimulatedMachine

    /// Bios that lie in no pool.
    static func bios(_ count: Int) -> UnsafeMutablePointer<Bio<M>> {
        let bios = UnsafeMutablePointer<Bio<M>>.allocate(capacity: count)
        for place in 0..<count {
            (bios + place).initialize(to: Bio(owner: 0, buffer: UnsafeMutableRawPointer(bios)))
        }
        return bios
    }
}
