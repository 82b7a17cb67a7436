/// `sync-submit`: submit all clones, then poll inside submit until the root is done.
///
/// - Source: proposal of March 2021.
/// - State: none. A thread has one root in flight, whatever depth it was asked for.
/// - Poll: inside submit, on each device under the table the queue that the thread's CPU maps to, again and again.
/// - Locks: only the queues' own.
/// - Lifetime: nothing names a bio; nothing outlives the call.
struct SyncSubmit<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "sync-submit", author: "Mikulas Patocka", source: "proposal of March 2021",
            idea: "poll inside submit until the root is done; the depth of each job is 1",
            pollsForItselfOnly: true)
    }

    static var completions: CompletionSource { .pollsInSubmit }

    @inline(__always)
    func rootWasSubmitted<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) {
        var attempt: UInt32 = 0
        while !worker.hasEnded() {
            worker.submitPlugs()
            if poll(root, on: &worker) > 0 { continue }
            worker.doOtherWork(attempt)
            // A change of the stack may have ended it, and then there is nothing to wait for.
            if worker.hasEnded() { return }
            worker.relaxCPU(attempt)
            if worker.givesUp(attempt) { return }
            attempt &+= 1
        }
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        worker.pollOwnQueues(under: worker.topTable.pointee.layout)
    }
}
