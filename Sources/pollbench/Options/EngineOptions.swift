import ArgumentParser
import Harness
import Placement

/// How IOs are submitted and polled.
struct EngineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Designs by comma, or all; see `pollbench designs`. Some take a number: task-fifo:512.",
            valueName: "names"))
    var design = "all"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Hardware queues of each device (default: as many as jobs; of a polled block device those that its poll "
                + "queues make of the jobs' CPUs, see `pollbench devices`).", valueName: "number"),
        transform: Axis.pollQueues.list)
    var pollQueues: AxisList?

    @Option(
        help: ArgumentHelp(
            "Who uses a queue: shared by the jobs that map to it, which may poll all; or exclusive, one for each job "
                + "and device, which is how rings cost least. (default: shared)",
            valueName: "sharing"),
        transform: Axis.queueSharing.list)
    var queueSharing: AxisList?

    @Option(
        help: ArgumentHelp(
            "How jobs share queues: round-robin as Linux before 6.3, or grouped by node and core. "
                + "(default: round-robin)",
            valueName: "map"),
        transform: QueueMap.init(word:))
    var queueMap = QueueMap.roundRobin

    @Option(
        help: ArgumentHelp(
            "What a poll does on an empty queue: one-shot, until-found (for 4 ms at most, a time slice) or "
                + "bounded:TIME. (default: one-shot)",
            valueName: "policy"),
        transform: Axis.spin.list)
    var spin: AxisList?

    @Option(
        help: ArgumentHelp(
            "How a poll takes a queue's lock: blocking; trylock; none (one job, or exclusive queues); or design, as "
                + "its source does: none in child-counter, blocking in all others. (default: design)",
            valueName: "lock"),
        transform: Axis.lock.list)
    var lock: AxisList?

    @Option(
        help: ArgumentHelp(
            "Where IOs are ended: in-lock or after-lock. (default: after-lock)", valueName: "place"),
        transform: Axis.end.list)
    var end: AxisList?

    @Option(
        help: ArgumentHelp(
            "How the parts of an IO are counted down: atomic, as in Linux; plain, where only owners end IOs (designs "
                + "that see to that, exclusive queues, one job); or design, as its source does. (default: design)",
            valueName: "counts"),
        transform: Axis.counts.list)
    var counts: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("IOs that are handed to a queue at once. (default: 1)", valueName: "number"),
        transform: Axis.batchSubmit.list)
    var iodepthBatchSubmit: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "IOs that are waited for before more are submitted. (default: 1)", valueName: "number"),
        transform: Axis.batchComplete.list)
    var iodepthBatchComplete: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("CPUs to choose from, like 0-3,8 (default: all allowed).", valueName: "list"),
        transform: Parse.cpus)
    var cpusAllowed: [Int]?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("NUMA nodes to choose CPUs from, like 0,1 (default: all).", valueName: "list"),
        transform: Parse.cpus)
    var numaCpuNodes: [Int]?

    @Option(
        help: ArgumentHelp(
            "NUMA nodes of the jobs and their memory: local, on those of the devices; remote, on others; spread, on "
                + "all in turn; any, wherever cores are free. (default: any)",
            valueName: "policy"),
        transform: Axis.numa.list)
    var numa: AxisList?

    @Option(
        help: ArgumentHelp(
            "What latencies count from: per-io, each IO's own submission; per-batch, the look for completions before "
                + "it; or off. (default: per-io)",
            valueName: "sampling"),
        transform: Axis.latency.list)
    var latency: AxisList?

    @Option(
        help: ArgumentHelp(
            "polled or interrupt (default: polled, save for the design interrupt). Interrupts of model devices are "
                + "modelled, see --model-interrupt-cost.",
            valueName: "kind"),
        transform: Axis.completion.list)
    var completion: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Load a table of the stack anew after that time, again and again, from the top down in turn, while IOs are "
                + "under way; or never. (default: never)",
            valueName: "time"),
        transform: Axis.reloadEvery.list)
    var reloadEvery: AxisList?

    func apply(to request: inout RunRequest) {
        request.designs =
            design == "all" ? nil : Parse.words(design)
        let lists = [
            pollQueues, queueSharing, spin, lock, end, counts, iodepthBatchSubmit, iodepthBatchComplete,
            completion,
            numa,
            latency, reloadEvery,
        ]
        for list in lists.compactMap(\.self) { request.sweep.vary(list) }
        request.queueMap = queueMap
        if let cpusAllowed { request.cpus = cpusAllowed }
        if let numaCpuNodes { request.numaNodes = numaCpuNodes }
    }
}
