import ArgumentParser
import BlockDevices
import Harness
import Results

/// `pollbench run`: one workload over one stack.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a workload over a stack with some designs; the results come on stdout.",
        discussion: """
            Options that fio has are named and meant as fio's. Lists by comma are tried in every combination:

              pollbench run --table '0 2097152 striped 2 8 model:0 0 model:1 0' --bs 8k --iodepth 1,32

            \(Pollbench.exitCodes)
            """)

    @OptionGroup(title: "Stack") var stack: StackOptions
    @OptionGroup(title: "A fio job file") var job: JobOptions
    @OptionGroup(title: "Workload") var workload: WorkloadOptions
    @OptionGroup(title: "Polling") var engine: EngineOptions
    @OptionGroup(title: "Model devices") var model: ModelOptions
    @OptionGroup(title: "The kernel") var kernel: KernelOptions
    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        let jobs = try jobs()
        for note in jobs.flatMap(\.notes) { Pollbench.say(note) }
        let source = try stack.given()
        let asked = jobs.isEmpty ? [nil] : jobs.map(Optional.some)
        if !output.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        // All are checked before the first begins. A session keeps others from the devices that it writes, so that
        // those of several jobs cannot stand side by side.
        let plans = try asked.map { job in
            let session = try session(of: job, over: source)
            session.notes.forEach(Pollbench.say)
            return RunPlan(session)
        }
        if output.dryRun {
            Pollbench.write(RunPlan.text(of: plans))
            return
        }
        let folder = try output.out.map { try OwnFolder.open($0, for: .run) }
        var execution = try Execution(plans, output, verifies: workload.verify, to: folder)
        try execution { execution in
            for job in asked where !Interruption.stop.isStopped {
                try execution.run(try session(of: job, over: source))
            }
        }
    }

    /// What is planned for a job, or without one; what is wrong is told in the words of the job's file.
    private func session(of job: FioJob?, over source: StackSource?) throws(HarnessError) -> Session {
        do throws(HarnessError) {
            return try Session(try request(of: job, over: source))
        } catch {
            throw job?.explained(error) ?? error
        }
    }

    /// What the flags say, and where they say nothing, the job.
    private func request(of job: FioJob?, over source: StackSource?) throws(HarnessError) -> RunRequest {
        let chosen = if let source { source } else { try stack.source(orElse: job?.filenames.first) }
        var request = RunRequest(chosen)
        request.name = job?.name
        job?.apply(to: &request)
        workload.apply(to: &request)
        engine.apply(to: &request)
        try model.apply(to: &request)
        if let job, job.filenames.count > 1 { try job.spread(&request) }
        try kernel.apply(to: &request)
        return request
    }
}
