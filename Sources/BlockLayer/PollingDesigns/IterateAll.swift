/// `iterate-all`: poll every hardware queue of every device under the table.
///
/// - Source: RFC "dm: add support of IO polling", October 2020.
/// - State: none; the table knows its devices. Nothing is done at submission.
/// - Poll: walks the devices of the root's table and polls every queue of each; a lower mapped device recurses.
/// - Locks: only the queues' own. All threads touch all queues, which is what killed it.
/// - Lifetime: the table is held for the length of the walk; nothing names a bio.
struct IterateAll<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "iterate-all", author: "Jeffle Xu", source: "RFC of October 2020",
            messageID: "20201020065420.124885-1-jefflexu@linux.alibaba.com",
            idea: "poll every queue of every device under the table")
    }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        worker.pollAllQueues()
    }
}
