import BlockLayer

// Locks: how their cost grows with the CPUs that wait.

extension ValidationTarget {
    private static let ticketsOnGraviton: [Double] = [
        133, 157, 170, 192, 211, 232, 249, 267, 279, 308, 337, 362, 386, 407, 428,
    ]
    private static let spinsOnGraviton: [Double] = [
        51, 68, 82, 96, 108, 119, 128, 141, 152, 161, 170, 177, 184, 192, 198,
    ]

    private static func byCPUs(_ values: [Double]) -> [(cpus: Int, value: Double)] {
        values.enumerated().map { ($0 + 2, $1) }
    }

    private static func lock(
        _ id: String, _ what: String, _ machine: String, _ role: Role, _ tolerance: Tolerance,
        _ points: [Point]
    ) -> ValidationTarget {
        ValidationTarget(
            id: id, what: what, machine: machine, source: "Downs", role: role, tolerance: tolerance,
            points: points)
    }

    static let locks = [
        lock(
            "T7", "ticket lock, ns per acquisition", "graviton2-64", .fitted, .part(0.2),
            points(.ticketLock, byCPUs(ticketsOnGraviton))),
        lock(
            "T7", "ticket lock, ns per acquisition", "skylake-client-4", .fitted, .part(0.2),
            points(.ticketLock, byCPUs([108, 115, 122]))),
        lock(
            "T7", "ticket lock, ns per acquisition", "ice-lake-client-4", .independent, .part(0.2),
            points(.ticketLock, byCPUs([101, 120, 130]))),
        lock(
            "T8", "test-and-set lock, ns per acquisition", "graviton2-64", .independent, .part(0.3),
            points(.spinLock, byCPUs(spinsOnGraviton))),
        lock(
            "T8", "test-and-set lock with pause, ns", "skylake-client-4", .independent, .part(0.3),
            points(.spinLock, byCPUs([21, 33, 55]), rounds: 1000)),
        lock(
            "T8", "test-and-set lock without pause, ns", "skylake-client-4", .independent, .part(0.3),
            points(.spinLock, byCPUs([97, 122, 160]), rounds: 1000, pause: 1)),
        lock(
            "T8", "test-and-set lock with pause, ns", "ice-lake-client-4", .independent, .part(0.3),
            points(.spinLock, byCPUs([36, 60, 73]), rounds: 1000)),
        lock(
            "T8", "test-and-set lock without pause, ns", "ice-lake-client-4", .independent, .part(0.3),
            points(.spinLock, byCPUs([63, 71, 80]), rounds: 1000, pause: 1)),
        queueLock(
            "T9", "queue lock, the knee between 16 and 32 CPUs: ratio of rates", 2.49 / 4.15, .atMost(0.8)
        ) {
            rate(.queueLock, 32, $0) / rate(.queueLock, 16, $0)
        },
        queueLock(
            "T9", "queue lock at 142 CPUs, NUMA-aware against stock, ratio of rates", 2.17, .part(0.25)
        ) {
            rate(.nearQueueLock, 142, $0) / rate(.queueLock, 142, $0)
        },
    ]

    private static func queueLock(
        _ id: String, _ what: String, _ published: Double, _ tolerance: Tolerance,
        _ modelled: @escaping @Sendable (MachineModel) -> Double
    ) -> ValidationTarget {
        ValidationTarget(
            id: id, what: what, machine: "xeon-e7-8895v3-4x18", source: "CNA v12, will-it-scale lock2",
            role: .independent, tolerance: tolerance,
            points: [Point(label: "ratio", published: published, modelled: modelled)])
    }

    /// Acquisitions per microsecond. What a thread does outside is what is left of the published rate of one thread,
    /// 1.59 per microsecond; the lines that the holder changes are as many as give the published 4.15 at 16.
    private static func rate(_ kernel: CoherenceKernel, _ count: Int, _ model: MachineModel) -> Double {
        1000 / kernel.nanoseconds(on: model, cpus: cpus(count, of: model), rounds: 300, outside: 620)
    }
}
