/// `cookie-v3`: the root has one cookie. It names the hardware queue if all leaves went to one, else all are polled.
///
/// - Source: v3 of the series, February 2021.
/// - State: in the root a cookie, with the generation of the table that it is for.
/// - Submission: each leaf's queue is compared with the one before.
/// - Poll: the one queue, or as iterate-all every queue of every device under the table.
/// - Locks: only the queues' own.
/// - Lifetime: the cookie names a queue and no bio. It is looked at when it is used: one of an earlier load of the
///   table polls nothing.
struct CookieV3<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "cookie-v3", author: "Jeffle Xu", source: "v3 of February 2021",
            messageID: "20210208085243.82367-1-jefflexu@linux.alibaba.com",
            idea: "the root's cookie names the queue if all leaves went to one; else every queue is polled")
    }

    typealias RootState = LeavesCookie

    @inline(__always)
    func rootStarted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        root.pointee.state = LeavesCookie(of: worker.topTable.pointee.layout)
    }

    @inline(__always)
    func bioWasSubmitted<Queue>(
        _ bio: BioPointer<M>, cookie: Cookie, of root: RootPointer<Self>, on worker: inout Worker<Self, Queue>
    ) {
        if let queue = cookie.queue { root.pointee.state = root.pointee.state.noting(queue) }
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        switch root.pointee.state.place(in: worker.topTable.pointee.layout) {
        case .nowhere: 0
        case .queue(let queue): worker.pollQueue(queue)
        case .several: worker.pollAllQueues()
        }
    }
}
