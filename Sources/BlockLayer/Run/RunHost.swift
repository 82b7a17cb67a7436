import CPlatform
import Glibc

/// What the workers of a run live on, and the thread that changes its stack: threads of the system, or something that
/// stands for them on another machine.
///
/// The threads share one host. What a worker calls is for all of them together; the rest says which thread calls it.
protocol RunHost: Sendable {
    associatedtype M: Machine

    /// The flag that ends the run early.
    var stopFlag: UnsafeMutablePointer<StopFlag<M>> { get }

    /// Runs `body` for each thread with its number, all at once, and returns when all have ended.
    func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws(RunError)

    /// Keeps the calling worker on a CPU. Returns why it cannot be there.
    func pin(to cpu: Int) -> RunError?

    /// Waits until all workers have come here.
    func gather()

    /// All workers are there. Any of them, once.
    func begin()

    /// A worker has ended. Each of them, once.
    func end()

    /// Waits for ``begin()``. The thread that changes the stack, as for all that follows.
    func waitForBeginning()

    /// Sleeps for a time, or until all workers have ended. Returns whether they have.
    func sleep(nanoseconds: UInt64) -> Bool

    /// Sleeps for a time that is short beside any IO, and long enough to leave the CPU to the workers.
    func waitShortly()

    /// A clock.
    func nanoseconds() -> UInt64
}

/// A run on threads of the system.
struct ThreadHost: RunHost {
    private let stop: RunStop
    private let barrier: StartBarrier
    private let phases: RunEnd

    init(_ stop: RunStop, workerCount: Int) {
        self.stop = stop
        barrier = StartBarrier(count: workerCount)
        phases = RunEnd(workerCount: workerCount)
    }

    var stopFlag: UnsafeMutablePointer<StopFlag<RealMachine>> { stop.flag }

    func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws(RunError) {
        try ThreadTeam.run(count: count, body)
    }

    func pin(to cpu: Int) -> RunError? {
        let errno = pinThread(to: cpu)
        return errno == 0 ? nil : .cannotPin(cpu: cpu, errno: errno)
    }

    func gather() { barrier.wait() }

    func begin() { phases.begin() }

    func end() { phases.end() }

    func waitForBeginning() { phases.waitForBeginning() }

    func sleep(nanoseconds: UInt64) -> Bool { phases.sleep(nanoseconds: nanoseconds) }

    func waitShortly() { usleep(20) }

    func nanoseconds() -> UInt64 { platform_monotonic_ns() }
}
