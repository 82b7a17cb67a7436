import Glibc

@testable import BlockLayer

/// Runs `body` on so many threads at once, and starts them close together.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
    let barrier = StartBarrier(count: count)
    try ThreadTeam.run(count: count) { number in
        barrier.wait()
        body(number)
    }
}
