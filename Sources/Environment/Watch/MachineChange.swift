/// Two readings of a machine, and what the jobs saw in between.
struct MachineChange {
    var before: MachineReading
    var after: MachineReading
    var jobs: JobFindings

    var elapsed: Double { Double(after.nanoseconds.growth(from: before.nanoseconds)) }

    /// How much a count of a CPU has grown; 0 where it is not known.
    func ticks(_ count: KeyPath<CPUTime, UInt64>, of cpu: Int) -> UInt64 {
        guard let early = before.cpuTimes[cpu], let late = after.cpuTimes[cpu] else { return 0 }
        return late[keyPath: count].growth(from: early[keyPath: count])
    }

    /// Whether /proc/stat listed the CPU both times.
    func knows(_ cpu: Int) -> Bool { before.cpuTimes[cpu] != nil && after.cpuTimes[cpu] != nil }

    /// What threads of the kernel used on these CPUs, of those that can be seen.
    func kernelThreadNanoseconds(on cpus: [Int]) -> Double {
        let threads = after.processes.growth(since: before.processes).filter { number, process in
            let cpuBefore = before.processes.processes[number]?.cpu ?? process.cpu
            return process.isOfKernel && (cpus.contains(process.cpu) || cpus.contains(cpuBefore))
        }
        return threads.reduce(0) { $0 + CPUTime.nanoseconds($1.process.ticks) }
    }

    /// Who used these CPUs, most first: those that used a fifth and more of what was taken there. No others are named:
    /// daemons that run for a moment have little part in it.
    ///
    /// - Parameter nanoseconds: what was taken, from one CPU or several.
    func takers(of nanoseconds: Double, on cpus: [Int]) -> String {
        let users = after.processes.growth(since: before.processes)
        let there = users.filter { cpus.contains($0.process.cpu) }
        let named = (there.isEmpty ? users : there)
            .filter { CPUTime.nanoseconds($0.process.ticks) >= nanoseconds / 5 }
            .sorted { ($1.process.ticks, $0.number) < ($0.process.ticks, $1.number) }
            .map { $0.process.isOfKernel ? "the kernel's \(name($0))" : name($0) }
        if !named.isEmpty { return "\(named.prefix(3).joined(separator: " and ")) ran there" }
        if after.processes.hidesOthers { return "/proc hides who ran there" }
        return "no program that still runs took much of it"
    }

    /// `dd (17)`.
    private func name(_ user: (number: Int, process: ProcessTimes.Process)) -> String {
        "\(user.process.name.inASCII) (\(user.number))"
    }
}
