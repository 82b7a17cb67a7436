import Testing

@testable import BlockLayer

/// Which hardware queues the designs with a cookie in the root poll.
@Suite struct CookieTests {
    private typealias M = InterruptedMachine

    /// Four sectors on each of two leaves in turn, with two queues each; the one worker submits to the first of each.
    private static let stripe = StackPlan(devices: [
        .leaf(64, queues: 2), .leaf(64, queues: 2), .mapped([.striped(128, chunk: 4, [0, 1])]),
    ])

    private static func polls<Design: PollingDesign>(
        _ design: Design, sectors: Int, cpus: [UInt32] = [0]
    ) -> UInt64 where Design.M == M {
        let workers = Workers(design, stripe)
        let root = M.$migration.withValue(M.Migration(cpus)) { workers.submit(count: sectors) }
        workers.poll(root)
        let polls = workers.queuePolls()
        #expect(workers.takeEnded() == [root] && workers.missing() == 0)
        return polls
    }

    @Test func leavesOnOneQueueArePolledThere() {
        #expect(Self.polls(CookieV3<M>(), sectors: 4) == 1)
        #expect(Self.polls(CookieDesign<M>(), sectors: 4) == 1)
    }

    @Test func leavesOnSeveralQueues() {
        #expect(Self.polls(CookieV3<M>(), sectors: 8) == 4, "all queues")
        #expect(Self.polls(CookieDesign<M>(), sectors: 8) == 2, "those of the CPU")
        #expect(Self.polls(CookieDesign<M>(), sectors: 8, cpus: [3, 4]) == 4, "all queues after a migration")
    }

    /// The table was reloaded since: a miss, whatever the cookie says.
    @Test func aStaleCookiePollsNothing() {
        let workers = Workers(CookieV3<M>(), Self.stripe)
        let other = Workers(CookieV3<M>(), Self.stripe)
        let root = workers.submit(count: 4)
        let cookie = root.pointee.state
        root.pointee.state = LeavesCookie(of: other[0].pointee.topTable.pointee.layout)
        root.pointee.state = root.pointee.state.noting(0)
        #expect(workers.poll(root) == 0 && workers.queuePolls() == 0)
        root.pointee.state = cookie
        #expect(workers.poll(root) == 1 && workers.takeEnded() == [root])
    }
}
