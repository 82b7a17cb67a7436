import ArgumentParser
import BlockLayer
import Harness
import Placement
import Units

/// How IOs are submitted and polled.
struct EngineOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Designs by comma, or all; see `pollbench designs`.", valueName: "names"))
    var design = "all"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Hardware queues of each device (default: as many as jobs; of a polled block device those that its poll "
                + "queues make of the jobs' CPUs, see `pollbench devices`).", valueName: "number"),
        transform: numbers)
    var pollQueues: List<Int>?

    @Option(
        help: ArgumentHelp(
            "Who uses a queue: shared by the jobs that map to it, which may poll all; or exclusive, one for each job "
                + "and device, which is how rings cost least. Lists are swept. (default: shared)",
            valueName: "sharing"),
        transform: { try List(parsing: $0, Parse.choice) })
    var queueSharing = List([QueueSharing.shared])

    @Option(
        help: ArgumentHelp(
            "How jobs share queues: round-robin as Linux before 6.3, or grouped by node and core. "
                + "(default: round-robin)",
            valueName: "map"),
        transform: Self.map)
    var queueMap = QueueMap.roundRobin

    @Option(
        help: ArgumentHelp(
            "What a poll does on an empty queue: one-shot, until-found (for 4 ms at most, a time slice) or "
                + "bounded:TIME. (default: one-shot)",
            valueName: "policy"),
        transform: { try SpinPolicy(parsing: $0) })
    var spin = SpinPolicy.oneShot

    @Option(
        help: ArgumentHelp(
            "How a poll takes a queue's lock: blocking, trylock, or none (one job, or exclusive queues). "
                + "(default: blocking)",
            valueName: "lock"),
        transform: Parse.choice)
    var lock = CompletionLocking.blocking

    @Option(
        help: ArgumentHelp(
            "Where IOs are ended: in-lock or after-lock. (default: after-lock)", valueName: "place"),
        transform: Parse.choice)
    var end = CompletionEnding.afterLock

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("IOs that are handed to a queue at once. (default: 1)", valueName: "number"),
        transform: Parse.number)
    var iodepthBatchSubmit = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "IOs that are waited for before more are submitted. (default: 1)", valueName: "number"),
        transform: Parse.number)
    var iodepthBatchComplete = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("CPUs to choose from, like 0-3,8 (default: all allowed).", valueName: "list"),
        transform: { try CPUList(parsing: $0).cpus })
    var cpusAllowed: [Int]?

    @Option(
        help: ArgumentHelp(
            "polled or interrupt (default: polled, save for the design interrupt). Model devices are polled.",
            valueName: "kind"),
        transform: Parse.choice)
    var completion: Completion?

    func apply(to request: inout RunRequest) {
        request.designs =
            design == "all"
            ? nil : design.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        request.sweep.pollQueues = pollQueues?.values
        request.sweep.sharings = queueSharing.values
        request.queueMap = queueMap
        request.spin = spin
        request.locking = lock
        request.ending = end
        request.batchSubmit = iodepthBatchSubmit
        request.batchComplete = iodepthBatchComplete
        request.cpus = cpusAllowed
        request.completion = completion
    }

    private static func map(_ text: String) throws -> QueueMap {
        guard let map = QueueMap.allCases.first(where: { $0.word == text }) else {
            throw HarnessError.usage("expected round-robin or grouped")
        }
        return map
    }
}

extension QueueMap {
    /// The word on the command line.
    var word: String {
        switch self {
        case .roundRobin: "round-robin"
        case .groupedByNode: "grouped"
        }
    }
}
