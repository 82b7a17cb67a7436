import ArgumentParser
import Harness

/// What is done with the stack. Lists by comma are tried in every combination.
struct WorkloadOptions: ParsableArguments {
    @Option(
        help: "read, write, randread, randwrite, rw (readwrite) or randrw. (default: randread)",
        transform: Axis.rw.list)
    var rw: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Percentage of reads in rw and randrw. (default: 50)", valueName: "percent"),
        transform: Axis.rwmixread.list)
    var rwmixread: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Size of an IO. Every suffix is binary: 4k, 4ki and 4KiB are 4096. (default: 4k)",
            valueName: "size"),
        transform: Axis.bs.list)
    var bs: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("IOs that each job keeps in flight. (default: 1)", valueName: "number"),
        transform: Axis.iodepth.list)
    var iodepth: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Threads, each pinned to a CPU of its own. (default: 1)", valueName: "number"),
        transform: Axis.numjobs.list)
    var numjobs: AxisList?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The part of the top device that is used (default: all of it).", valueName: "size"),
        transform: Parse.bytes)
    var size: UInt64?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Measured time of a run; a plain number is seconds. (default: 5s)", valueName: "time"),
        transform: Parse.nanoseconds)
    var runtime: UInt64?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time before that, which is not measured. (default: 500ms)", valueName: "time"),
        transform: Parse.nanoseconds)
    var rampTime: UInt64?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Times that everything is run, each round in another order. (default: 1)", valueName: "number"),
        transform: Parse.number)
    var rounds = 1

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Seed of addresses, service times and the order of runs. (default: 1)", valueName: "number"),
        transform: Parse.number)
    var randomSeed: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How often a run is repeated that others disturbed, before it is marked invalid. (default: 2)",
            valueName: "number"),
        transform: Parse.number)
    var repeatDisturbed = 2

    @Flag(
        help: """
            Stamp sectors and check what is read; what a workload writes is read back at its end. Model devices keep \
            their data for it; real ones are stamped only with --allow-writes.
            """)
    var verify = false

    @Flag(help: "Permit writing to real devices. Their data is lost.")
    var allowWrites = false

    @Option(
        help: ArgumentHelp(
            "Overwrite devices and files that have these signatures, by comma, named as wipefs does: ext4, gpt.",
            valueName: "names"),
        transform: Parse.words)
    var overwriteSignature: [[String]] = []

    func apply(to request: inout RunRequest) {
        for list in [rw, rwmixread, bs, iodepth, numjobs].compactMap(\.self) { request.sweep.vary(list) }
        if let size { request.sizeBytes = size }
        if let runtime { request.runtimeNanoseconds = runtime }
        if let rampTime { request.rampNanoseconds = rampTime }
        request.rounds = rounds
        request.repeatsOfDisturbed = repeatDisturbed
        if let randomSeed { request.seed = UInt64(randomSeed) }
        request.verifies = verify
        request.allowsWrites = allowWrites
        request.overwrittenSignatures = overwriteSignature.flatMap(\.self)
    }
}
