import ArgumentParser
import Harness

/// fio job files as the workload.
struct JobOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Run the jobs of a fio job file, one after the other; - is standard input. May be repeated.",
            discussion: """
                Options that pollbench cannot honour are errors. Options that the file leaves out have fio's defaults; \
                without hipri only model devices are polled. Options on the command line override those of the file, \
                and --table overrides its filename.
                """, valueName: "file"))
    var job: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Run only this job of the files. May be repeated.", valueName: "name"))
    var section: [String] = []
}

extension JobOptions {
    /// The jobs of the files; none without one.
    ///
    /// - Parameter overridden: fio's names of options that the command line gives.
    func jobs(overridden: Set<String>) throws(HarnessError) -> [FioJob] {
        guard !job.contains("") else { throw .usage("--job is empty") }
        guard !job.isEmpty else {
            guard section.isEmpty else {
                throw .usage("--section names a job of a --job file; there is none")
            }
            return []
        }
        return try FioJob.jobs(
            ofFiles: job, sections: section, overridden: overridden, say: Pollbench.say)
    }
}
