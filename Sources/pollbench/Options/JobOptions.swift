import ArgumentParser
import Harness

/// fio job files as the workload.
struct JobOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Run the jobs of a fio job file, one after the other; - is standard input. Several files follow each "
                + "other.",
            discussion: """
                Options that pollbench cannot honour are errors that name them. What the file leaves out has fio's \
                default; without hipri only model devices are polled. Flags on the command line come before what the \
                file says of the same, and --table before its filename.
                """, valueName: "file"))
    var job: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Only this job of the files; several may be given.", valueName: "name"))
    var section: [String] = []
}

extension RunCommand {
    /// The jobs of the files; none without one.
    func jobs() throws(HarnessError) -> [FioJob] {
        guard !job.job.contains("") else { throw .usage("--job is empty") }
        guard !job.job.isEmpty else {
            guard job.section.isEmpty else {
                throw .usage("--section names a job of a --job file; there is none")
            }
            return []
        }
        return try FioJob.jobs(
            ofFiles: job.job, sections: job.section, overridden: overridden, say: Pollbench.say)
    }

    /// What the command line gives, by fio's names.
    private var overridden: Set<String> {
        let given: [(isGiven: Bool, names: [String])] = [
            (stack.table != nil || stack.filename != nil, ["filename", "directory", "filename_format"]),
            (workload.rw != nil, ["rw"]), (workload.bs != nil, ["bs", "bssplit"]),
            (workload.iodepth != nil, ["iodepth"]),
            (workload.numjobs != nil, ["numjobs"]), (workload.rwmixread != nil, ["rwmixread", "rwmixwrite"]),
            (workload.size != nil, ["size", "filesize"]),
            (workload.runtime != nil, ["runtime", "time_based"]),
            (workload.rampTime != nil, ["ramp_time"]),
            (workload.randomSeed != nil, ["randseed", "randrepeat"]),
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
