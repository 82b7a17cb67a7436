/// `cookie`: as cookie-v3, and between one queue and all of them a third path, the queues of the submitting CPU.
///
/// - Source: v4 and v5 of the series, February and March 2021.
/// - State: in the root a cookie, with the generation of the table that it is for, and the CPU that it began on.
/// - Submission: each leaf's queue is compared with the one before; at the end, if they differ, the CPU with the
///   one at the beginning.
/// - Poll: the one queue; or, if the thread stayed on its CPU while it submitted, on each device under the table the
///   queue that the CPU maps to; or as iterate-all every queue.
/// - Locks: only the queues' own.
/// - Lifetime: the cookie names a queue or a CPU and no bio. It is looked at when it is used: one of an earlier load
///   of the table polls nothing.
struct CookieDesign<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "cookie", author: "Jeffle Xu", source: "v4 and v5 of February and March 2021",
            messageID: "20210220110637.50305-1-jefflexu@linux.alibaba.com",
            idea:
                "the root's cookie names the queue, or the CPU whose queues to poll if the thread did not migrate"
        )
    }

    struct RootState: InlineState, BitwiseCopyable {
        fileprivate var cookie = LeavesCookie()
        /// Where the submission began.
        fileprivate var cpu: UInt32 = 0
        fileprivate var hasMigrated = false
    }

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        root.pointee.state.cookie = LeavesCookie(of: worker.topTable.pointee.layout)
        root.pointee.state.cpu = M.cpu()
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        guard let queue = cookie.queue else { return }
        root.pointee.state.cookie = root.pointee.state.cookie.noting(queue)
    }

    @inline(__always)
    func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        root.pointee.state.hasMigrated = M.cpu() != root.pointee.state.cpu
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let layout = worker.topTable.pointee.layout
        switch root.pointee.state.cookie.place(in: layout) {
        case .nowhere: return 0
        case .queue(let queue): return worker.pollQueue(queue)
        case .several where root.pointee.state.hasMigrated:
            return worker.pollAllQueues()
        case .several: return worker.pollOwnQueues(under: layout)
        }
    }
}
