import ArgumentParser
import BlockDevices
import Harness
import Results

/// `pollbench run`: one workload over one stack.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a workload over a stack with some designs, and print the results.",
        discussion: """
            Options that fio has are named as in fio and mean the same. A list by comma sweeps; several lists run in \
            every combination:

              pollbench run --table '0 2097152 striped 2 8 model:0 0 model:1 0' --bs 8k --iodepth 1,32

            \(Pollbench.exitCodes)
            """)

    @OptionGroup(title: "Stack") var stack: StackOptions
    @OptionGroup(title: "A fio job file") var job: JobOptions
    @OptionGroup(title: "Workload") var workload: WorkloadOptions
    @OptionGroup(title: "Polling") var engine: EngineOptions
    @OptionGroup(title: "Model devices") var model: ModelOptions
    @OptionGroup(title: "Described machines") var machine: MachineOptions
    @OptionGroup(title: "The kernel") var kernel: KernelOptions
    @OptionGroup(title: "Results") var record: RecordOptions
    @OptionGroup(title: "Results") var output: OutputOptions

    func run() throws {
        try kernel.check()
        let assignments = try assignments()
        let jobs = try job.jobs(overridden: Set(assignments.flatMap(\.names.fio) + stack.fioNames))
        for note in jobs.flatMap(\.notes) { Pollbench.say(note) }
        let source = try stack.given()
        let asked = jobs.isEmpty ? [nil] : jobs.map(Optional.some)
        if !record.dryRun { MadeDevices.removeLeftovers().forEach(Pollbench.say) }
        // All are checked before the first begins. Sessions hold the devices that they write to, so that those of
        // several jobs cannot exist at the same time.
        let plans = try asked.map { job in
            let plan = try explaining(job) { () throws(HarnessError) in
                let plan = try Plan(try request(of: job, over: source, assignments))
                try plan.checkClearance()
                return plan
            }
            for note in plan.notes { Pollbench.say("\(note)") }
            return (job: job, plan: plan)
        }
        if record.dryRun { return Pollbench.write(plans.map(\.plan).dryRunText) }
        try execute(plans)
    }

    private func execute(_ plans: [(job: FioJob?, plan: Plan)]) throws {
        var settings = Execution.Output(record)
        settings.format = output.format
        settings.isASCII = output.ascii
        settings.folder = try record.out.map { try OwnFolder.open($0, for: .run) }
        settings.verifies = workload.verify
        let execution = try Execution(plans.map(\.plan), settings)
        do {
            try execution.begin()
            for (job, plan) in plans where !Interruption.stop.isStopped {
                try execution.run(try explaining(job) { () throws(HarnessError) in try Session(plan) })
            }
        } catch {
            return try execution.finish(error)
        }
        try execution.finish()
    }

    /// Has errors of a job come in the words of its file.
    private func explaining<Value>(
        _ job: FioJob?, _ body: () throws(HarnessError) -> Value
    ) throws(HarnessError) -> Value {
        do throws(HarnessError) {
            return try body()
        } catch {
            throw job?.explained(error) ?? error
        }
    }

    /// The settings that the command line gives.
    private func assignments() throws(HarnessError) -> [Assignment] {
        try workload.assignments() + workload.signatures() + engine.assignments() + model.assignments()
            + machine.assignments() + kernel.assignments()
    }

    /// The request of a job, or of the command line alone. Its settings override those of the job.
    private func request(
        of job: FioJob?, over source: StackSource?, _ assignments: [Assignment]
    ) throws(HarnessError) -> RunRequest {
        guard let chosen = source ?? job?.source else { throw StackOptions.noDevice }
        var request = RunRequest(chosen)
        request.name = job?.name
        request.designs = engine.designs
        job?.apply(to: &request)
        for assignment in assignments { try assignment.apply(to: &request) }
        if let job, job.filenames.count > 1 { try job.spread(&request) }
        return request
    }
}
