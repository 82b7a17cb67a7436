import BlockDevices
import Glibc
import Placement

/// What the processes of the system have used of the CPUs so far, threads of the kernel among them: proc_pid_stat(5).
struct ProcessTimes: Sendable {
    struct Process: Equatable, Sendable {
        var name: String
        /// When it started; another one may have its number later.
        var startTicks: UInt64
        var isOfKernel: Bool
        /// User and kernel mode.
        var ticks: UInt64
        /// Where it ran last.
        var cpu: Int
    }

    /// The times by process number, without this process.
    private(set) var processes: [Int: Process] = [:]
    /// Whether there are others that cannot be seen: /proc is mounted with `hidepid`, or shows a PID namespace only.
    /// Every system has threads of the kernel.
    var hidesOthers: Bool { !processes.values.contains(where: \.isOfKernel) }

    /// More are not read: that would take longer than what is measured.
    private static let most = 4096

    init(in files: KernelFiles) {
        let own = files.proc.line("self/stat").flatMap { $0.split(separator: " ").first.flatMap { Int($0) } }
        for number in files.proc.entries(".").compactMap({ Int($0) }).prefix(Self.most) where number != own {
            processes[number] = files.proc.line("\(number)/stat").flatMap(Self.parse)
        }
    }

    /// Reads `number (name) state …`: a name may have spaces and parentheses.
    private static func parse(_ line: String) -> Process? {
        guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else {
            return nil
        }
        let fields = line[line.index(after: close)...].split(separator: " ")
        // The first of these is field 3.
        guard fields.count > 36, let flags = UInt64(fields[6]), let user = UInt64(fields[11]),
            let system = UInt64(fields[12]), let start = UInt64(fields[19]), let cpu = Int(fields[36])
        else { return nil }
        let ofKernel: UInt64 = 0x0020_0000  // PF_KTHREAD of include/linux/sched.h
        return Process(
            name: String(line[line.index(after: open)..<close]), startTicks: start,
            isOfKernel: flags & ofKernel != 0, ticks: user &+ system, cpu: cpu)
    }

    /// What each has used since `earlier`; all of it where it has started since. Who used nothing is missing.
    func growth(since earlier: ProcessTimes) -> [(number: Int, process: Process)] {
        processes.compactMap { number, process in
            var process = process
            let before = earlier.processes[number]
            if let before, before.startTicks == process.startTicks {
                process.ticks = process.ticks.growth(from: before.ticks)
            }
            return process.ticks > 0 ? (number, process) : nil
        }
    }
}
