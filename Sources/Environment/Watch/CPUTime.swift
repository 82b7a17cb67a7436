import BlockDevices

/// What a CPU has done since the system started, as /proc/stat counts it (proc_stat(5)).
struct CPUTime: Equatable, Sendable {
    /// Programs in user mode, guests of a hypervisor among them.
    var userTicks: UInt64
    /// Programs in kernel mode, and threads of the kernel.
    var systemTicks: UInt64
    /// Interrupts, soft ones included.
    var interruptTicks: UInt64
    /// Taken by the hypervisor while there was something to do.
    var stolenTicks: UInt64

    /// All that is neither idle nor stolen.
    var busyTicks: UInt64 { userTicks &+ systemTicks &+ interruptTicks }

    /// How long a tick is: USER_HZ is 100 on every architecture that Swift runs on.
    static let tickNanoseconds: UInt64 = 10_000_000

    static func nanoseconds(_ ticks: UInt64) -> Double { Double(ticks) * Double(tickNanoseconds) }

    /// The CPUs that /proc/stat lists, by their numbers; none where it cannot be read.
    static func all(in files: KernelFiles) -> [Int: CPUTime] {
        // The lines after those of the CPUs are long: a count for each interrupt.
        let lines = files.proc.lines("stat") { $0.hasPrefix("cpu") }
        var times: [Int: CPUTime] = [:]
        for line in lines {
            guard let (cpu, time) = parse(line) else { continue }
            times[cpu] = time
        }
        return times
    }

    /// Reads `cpu3 user nice system idle iowait irq softirq steal guest guest_nice`: the last two are part of the
    /// first two. Nil for the line of all CPUs together.
    private static func parse(_ line: String) -> (Int, CPUTime)? {
        let words = line.dropFirst("cpu".count).split(separator: " ")
        guard let cpu = words.first.flatMap({ Int($0) }), line.dropFirst("cpu".count).first != " " else {
            return nil
        }
        let ticks = words.dropFirst().prefix(8).compactMap { UInt64($0) }
        guard ticks.count == 8 else { return nil }
        return (
            cpu,
            CPUTime(
                userTicks: ticks[0] &+ ticks[1], systemTicks: ticks[2], interruptTicks: ticks[5] &+ ticks[6],
                stolenTicks: ticks[7])
        )
    }
}
