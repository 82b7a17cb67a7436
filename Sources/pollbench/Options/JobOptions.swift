import ArgumentParser
import Harness

/// A fio job file as the workload.
struct JobOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run the jobs of a fio job file, one after the other.",
            discussion: """
                Options that pollbench cannot honour are errors that name them. What the file leaves out has fio's \
                default; without hipri its IOs are not polled. Flags on the command line come before what the file \
                says of the same, and --table before its filename.
                """, valueName: "file"))
    var job: String?
}

extension RunCommand {
    /// The jobs of the file; none without one.
    func jobs() throws(HarnessError) -> [FioJob] {
        guard let path = job.job else { return [] }
        guard !path.isEmpty else { throw .usage("--job is empty") }
        return try FioJob.jobs(ofFile: path, overridden: overridden, say: Pollbench.say)
    }

    /// What the command line gives, by fio's names.
    private var overridden: Set<String> {
        let given: [(isGiven: Bool, names: [String])] = [
            (stack.table != nil || stack.filename != nil, ["filename"]),
            (workload.rw != nil, ["rw"]), (workload.bs != nil, ["bs"]),
            (workload.iodepth != nil, ["iodepth"]),
            (workload.numjobs != nil, ["numjobs"]), (workload.rwmixread != nil, ["rwmixread", "rwmixwrite"]),
            (workload.size != nil, ["size"]), (workload.runtime != nil, ["runtime", "time_based"]),
            (workload.rampTime != nil, ["ramp_time"]), (workload.randomSeed != nil, ["randseed"]),
            (engine.iodepthBatchSubmit != nil, ["iodepth_batch"]),
            (
                engine.iodepthBatchComplete != nil,
                ["iodepth_batch_complete_min", "iodepth_batch_complete_max"]
            ),
            (engine.cpusAllowed != nil, ["cpus_allowed"]), (engine.completion != nil, ["hipri"]),
            (engine.numaCpuNodes != nil, ["numa_cpu_nodes"]),
            (engine.latency != nil, ["disable_lat", "gtod_reduce"]),
        ]
        return Set(given.filter(\.isGiven).flatMap(\.names))
    }
}
