/// `interrupt`: the reference. The thread sleeps in the kernel until a device interrupts.
///
/// - Source: what polling is compared with; no design of the mails.
/// - State: none. Each worker has a ring of its own on each device, so that it alone is woken for its leaves.
/// - Poll: looks at its rings; if nothing is there, waits for any of them in poll(2) and looks again.
/// - Locks: only the queues' own, which nobody else takes.
/// - Lifetime: nothing names a bio.
struct Interrupt<M: Machine>: PollingDesign {
    static var card: DesignCard {
        DesignCard(
            name: "interrupt", author: "Linux", source: "the reference",
            idea: "no polling: the thread sleeps in the kernel until one of its rings has a completion",
            pollsForItselfOnly: true)
    }

    static var completions: CompletionSource { .interrupts }

    @inline(__always)
    func poll<Queue>(_ root: RootPointer<Self>, on worker: inout Worker<Self, Queue>) -> Int {
        let reaped = worker.pollOwnQueues()
        if reaped > 0 { return reaped }
        worker.waitForInterrupt()
        return worker.pollOwnQueues()
    }
}
