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
        let requests = try requests()
        if !output.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        // All are checked before the first begins. A session keeps others from the devices that it writes, so that
        // those of several jobs cannot stand side by side.
        let plans = try requests.map { request in
            let session = try Session(request)
            session.notes.forEach(Pollbench.say)
            return RunPlan(session)
        }
        if output.dryRun {
            Pollbench.write(RunPlan.text(of: plans))
            return
        }
        let folder = try output.out.map { try ResultsFolder(path: $0) }
        var execution = try Execution(plans, output, verifies: workload.verify, to: folder)
        try execution { execution in
            for request in requests where !Interruption.stop.isStopped {
                try execution.run(try Session(request))
            }
        }
    }

    private func requests() throws -> [RunRequest] {
        let jobs = try jobs()
        let source = try stack.given()
        if jobs.isEmpty { return [try request(of: nil, over: source)] }
        return try jobs.map { job in
            job.notes.forEach(Pollbench.say)
            return try request(of: job, over: source)
        }
    }

    /// What the flags say, and where they say nothing, the job.
    private func request(of job: FioJob?, over source: StackSource?) throws -> RunRequest {
        var request = RunRequest(try source ?? stack.source(orElse: job?.filename))
        request.name = job?.name
        job?.apply(to: &request)
        workload.apply(to: &request)
        engine.apply(to: &request)
        model.apply(to: &request)
        try kernel.apply(to: &request)
        return request
    }
}
