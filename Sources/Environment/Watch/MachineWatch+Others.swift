// Who took the CPUs from the jobs.

extension MachineWatch {
    /// Share of a CPU that its jobs may be without. Daemons and threads of the kernel of a virtual machine with two
    /// CPUs were measured to take 1.5 to 2.4 % of one CPU in two seconds, all together; a job whose CPU has all of
    /// them is not disturbed.
    static let lostLimit = 0.03

    /// The same in a tenth of a second: a quarter of it is what the tail of a run of seconds is made of.
    static let lostWindowLimit = 0.25

    /// Share of one CPU's time that other programs may use, by the kernel's ticks: where jobs sleep, and on the CPUs
    /// beside those of the jobs. A daemon's second of work per minute is far below it. It is also beyond the error of a
    /// kernel that samples 250 times a second who runs, where threads sleep half of the time: 3 % in a second.
    static let otherProgramsLimit = 0.05

    /// What the jobs' clocks miss, of the CPU that lost most, beyond what stopped the process and what was stolen.
    ///
    /// Other threads of this process act for the jobs, and so do threads of the kernel where devices are real: that of
    /// a loop device, or of a file system.
    ///
    /// - Parameter halted: how long the whole process was kept from running.
    func lostTime(_ change: MachineChange, _ halted: Double) -> Disturbance.Cause? {
        let losses = change.jobs.lost.compactMap { lost -> (LostTime, nanoseconds: Double)? in
            let ours = Double(change.jobs.otherThreadsNanoseconds) + forUs(change, on: [lost.cpu])
            let stolen = CPUTime.nanoseconds(change.ticks(\.stolenTicks, of: lost.cpu))
            let left = Double(lost.nanoseconds) - halted - stolen - ours
            let isMuch = left >= Self.lostLimit * Double(lost.ofNanoseconds)
            // What else explains the loss may have been in the worst window.
            let isBadWindow =
                lost.worstShare >= Self.lostWindowLimit && left * 2 >= Double(lost.nanoseconds)
            return lost.ofNanoseconds > 0 && left > 0 && (isMuch || isBadWindow) ? (lost, left) : nil
        }
        guard let (lost, left) = losses.max(by: { $0.nanoseconds < $1.nanoseconds }) else { return nil }
        return .lostTime(
            cpu: lost.cpu, share: left / Double(lost.ofNanoseconds), worstShare: lost.worstShare,
            takers: change.takers(of: left, on: [lost.cpu]))
    }

    private func forUs(_ change: MachineChange, on cpus: [Int]) -> Double {
        isOnModels ? 0 : change.kernelThreadNanoseconds(on: cpus)
    }

    /// By what the kernel counts for CPUs. Time in kernel mode tells of others only as far as threads of the kernel
    /// that may act for us can be seen and taken off; interrupts may be ours as well.
    func otherPrograms(_ change: MachineChange) -> Disturbance.Cause? {
        // A sibling may be offline.
        let counted = cores.filter(change.knows)
        guard !cpus.isEmpty, Set(counted).isSuperset(of: cpus) else { return nil }
        let tellsKernelMode = isOnModels || !change.after.processes.hidesOthers
        let ticks = counted.reduce(into: UInt64(0)) { sum, cpu in
            sum &+= change.ticks(\.userTicks, of: cpu)
            if tellsKernelMode { sum &+= change.ticks(\.systemTicks, of: cpu) }
        }
        var own = change.after.ownUserNanoseconds.growth(from: change.before.ownUserNanoseconds)
        if tellsKernelMode {
            own &+= change.after.ownSystemNanoseconds.growth(from: change.before.ownSystemNanoseconds)
        }
        let others = CPUTime.nanoseconds(ticks) - Double(own) - forUs(change, on: counted)
        // Errors of several CPUs add up as the root of their number.
        let limit =
            max(Self.otherProgramsLimit * change.elapsed, CPUTime.nanoseconds(2))
            * Double(counted.count).squareRoot()
        guard others >= limit else { return nil }
        return .otherPrograms(
            cpus: counted, share: others / change.elapsed / Double(counted.count),
            takers: change.takers(of: others, on: counted))
    }

    /// Those of others: model devices have none. A thread that is interrupted has the time on its own clock.
    func interrupts(_ change: MachineChange) -> Disturbance.Cause? {
        guard isOnModels else { return nil }
        let counts = cpus.map { (cpu: $0, ticks: change.ticks(\.interruptTicks, of: $0)) }
        guard let most = counts.max(by: { $0.ticks < $1.ticks }), most.ticks > 2 else { return nil }
        let share = CPUTime.nanoseconds(most.ticks) / change.elapsed
        return share >= Self.otherProgramsLimit ? .interrupts(cpu: most.cpu, share: share) : nil
    }

    /// What keeps the watch from seeing what it should; nil if it can see. No repetition helps.
    public func blindness(
        from before: MachineReading, to after: MachineReading, _ jobs: JobFindings
    ) -> String? {
        let change = MachineChange(before: before, after: after, jobs: jobs)
        if change.after.cpuTimes.isEmpty { return "/proc/stat cannot be read" }
        if let cpu = cpus.first(where: { !change.knows($0) }) { return "/proc/stat does not list CPU \(cpu)" }
        // A container may be shown counts that do not count.
        let counted = cpus.reduce(0.0) {
            $0 + CPUTime.nanoseconds(change.ticks(\.busyTicks, of: $1) &+ change.ticks(\.stolenTicks, of: $1))
        }
        let used = Double(jobs.jobNanoseconds)
        return used > 0.5e9 && counted < used / 2 ? "/proc/stat does not count what runs here" : nil
    }
}
