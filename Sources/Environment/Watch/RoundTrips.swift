import CPlatform
import Glibc
import Synchronization

/// Detects CPUs that have moved closer together or further apart: how long a cache line takes from one to another
/// and back.
///
/// A hypervisor may move virtual CPUs between the cores of its machine. Two that lay below one cache lie below two
/// then, and what threads share costs four times as much; nothing else tells. On a machine of one's own the time is
/// a property of the CPUs, and the same all the time.
///
/// Called by whoever measures, between runs: it keeps the CPUs busy for less than a millisecond.
public final class RoundTrips: Sendable {
    /// What is usual may be missed by this factor either way. Hyper-threads of one core, cores below one cache, and
    /// cores below two differ by more, the same pair by less.
    static let tolerance = 1.5

    /// ``settle(_:)`` waits for CPUs to come back so often, and so long between two looks: a second in all.
    static let mostPauses = 20
    static let pauseMicroseconds: UInt32 = 50_000

    /// So many pairs of neighbours are looked at: each costs a tenth of a millisecond.
    static let mostPairs = 8

    private let measure: @Sendable ([Int]) -> Double?
    /// The times measured so far, by CPUs.
    private let history = Mutex<[[Int]: [Double]]>([:])

    public convenience init() {
        self.init(measure: Self.longestNanoseconds)
    }

    /// - Parameter measure: stands for the machine: the round trip over these CPUs, nil if it is not known.
    init(measure: @escaping @Sendable ([Int]) -> Double?) {
        self.measure = measure
    }

    /// Waits a while for the usual distance between CPUs, if it is another one now.
    ///
    /// - Parameter isStopped: whether the run was stopped and waiting is to end.
    /// - Returns: what disturbs a run that begins or ends at this moment, nil if nothing does or nothing is known.
    public func settle(_ cpus: [Int], isStopped: () -> Bool = { false }) -> Disturbance? {
        look(at: cpus, mostPauses: Self.mostPauses, isStopped)
    }

    /// The check without waiting.
    public func look(at cpus: [Int]) -> Disturbance? { look(at: cpus, mostPauses: 0) { false } }

    /// However often it looked, one time goes down in history: a distance is not usual for having been waited for.
    private func look(at cpus: [Int], mostPauses: Int, _ isStopped: () -> Bool) -> Disturbance? {
        let cpus = Set(cpus).sorted()
        guard cpus.count > 1, var nanoseconds = measure(cpus) else { return nil }
        let earlier = history.withLock { $0[cpus, default: []] }
        for _ in 0..<mostPauses
        where disturbance(cpus, nanoseconds, after: earlier) != nil && !isStopped() {
            usleep(Self.pauseMicroseconds)
            nanoseconds = measure(cpus) ?? nanoseconds
        }
        history.withLock { $0[cpus] = earlier + [nanoseconds] }
        return disturbance(cpus, nanoseconds, after: earlier)
    }

    private func disturbance(_ cpus: [Int], _ nanoseconds: Double, after earlier: [Double]) -> Disturbance? {
        let usual = Self.median(earlier + [nanoseconds])
        let ratio = nanoseconds / usual
        guard ratio > Self.tolerance || ratio < 1 / Self.tolerance else { return nil }
        return Disturbance(causes: [
            .distance(cpus: cpus, nanoseconds: nanoseconds, usualNanoseconds: usual)
        ])
    }

    /// Of an even number the lower one of the middle: of two that differ, the first CPUs may be the nearer.
    private static func median(_ values: [Double]) -> Double { values.sorted()[(values.count - 1) / 2] }

    /// Between neighbours of the list, the longest.
    private static func longestNanoseconds(over cpus: [Int]) -> Double? {
        let pairs = Array(zip(cpus, cpus.dropFirst()).prefix(mostPairs))
        let times = pairs.compactMap { roundTripNanoseconds(from: $0, to: $1) }
        return times.count == pairs.count ? times.max() : nil
    }

    private static func roundTripNanoseconds(from cpu: Int, to other: Int) -> Double? {
        var trip = Trip(other: Int32(other))
        let status = platform_run_on_cpu(
            Int32(cpu),
            { argument in
                let trip = argument!.assumingMemoryBound(to: Trip.self)
                trip.pointee.nanoseconds = platform_round_trip_ns(
                    trip.pointee.other, Trip.patienceNanoseconds)
            }, &trip)
        return status == 0 && trip.nanoseconds > 0 ? trip.nanoseconds : nil
    }

    private struct Trip {
        /// A thread of higher priority may hold the other CPU.
        static let patienceNanoseconds: UInt64 = 5_000_000

        let other: Int32
        var nanoseconds: Double = -1
    }
}
