import Placement
import Units

/// Finds what is in the way of polling on a disk. It says only what the kernel's sources or documents say.
struct Adviser {
    let disk: BlockDevice
    let polls: Bool?
    /// Whether the disk has hardware queues of its own.
    let hasQueues: Bool
    let lower: [DeviceFacts]
    let schedulers: Schedulers
    let files: KernelFiles

    /// The number of poll queues to ask for: one per CPU serves them best, and drivers have few to give.
    static let pollQueues = 4

    var advice: [Advice] {
        let polling: [Advice] =
            switch polls {
            case true?: []
            case false?: obstacles
            case nil:
                [Advice(.polling, disk, "this kernel does not say whether it polls (no queue/io_poll)")]
            }
        return polling + [schedulerAdvice].compactMap(\.self)
    }

    /// A polled IO passes the scheduler too, which takes locks and time of every IO.
    private var schedulerAdvice: Advice? {
        guard let current = schedulers.current, current != "none", schedulers.all.contains("none") else {
            return nil
        }
        let file = ShellWord.quoted("/sys/block/\(disk.name)/queue/scheduler")
        return Advice(
            .cost, disk, "the I/O scheduler \(current) adds to the cost of every IO",
            commands: ["echo none > \(file)"])
    }

    private var obstacles: [Advice] {
        let sys = files.sys
        if sys.exists("\(disk.folder)/dm") { return ofMappedDevice }
        if sys.exists("\(disk.folder)/md") {
            return [
                Advice(
                    .polling, disk, "md does not pass polling on to its disks",
                    note: "a striped or linear mapped device (dm) over the same disks does")
            ]
        }
        // The paths of a multipath drive, which nobody knows by name.
        if !lower.isEmpty { return polling(of: lower).map { $0.about(disk) } }
        return DriverObstacle(disk, wanted: wantedQueues, in: files).advice
    }

    /// No more than there are CPUs: further ones would serve none.
    private var wantedQueues: Int {
        min(Self.pollQueues, files.sys.cpuList("devices/system/cpu/online")?.count ?? Self.pollQueues)
    }

    /// Polling of mapped devices: dm_poll_bio and dm_table_set_restrictions of the kernel, from 5.18 on.
    private var ofMappedDevice: [Advice] {
        let stubborn = lower.filter { $0.polls != true }
        if !stubborn.isEmpty {
            let names = stubborn.map(\.device.name).joined(separator: ", ")
            let verb = stubborn.count == 1 ? "does" : "do"
            let reason = "\(names) \(verb) not poll, and all that a mapped device stands on must"
            return [Advice(.polling, disk, reason)] + polling(of: stubborn)
        }
        if hasQueues {
            return [
                Advice(
                    .polling, disk, "request-based mapped devices cannot poll",
                    note: "multipath tables have the feature `queue_mode bio`")
            ]
        }
        if let release = KernelRelease(files), release < KernelRelease.pollingMappedDevices {
            return [Advice(.polling, disk, "mapped devices poll from Linux 5.18 on")]
        }
        let number = files.sys.line("\(disk.folder)/dev").flatMap { DeviceNumber($0) }
        let reload = number.map { number in
            let device = "-j \(number.major) -m \(number.minor)"
            return [
                "dmsetup table --showkeys \(device) | dmsetup load \(device)", "dmsetup resume \(device)",
            ]
        }
        return [
            Advice(
                .polling, disk,
                "its table is older than the poll queues below it, or has a target that cannot poll",
                commands: reload ?? [], note: "a table is asked once, when it is loaded")
        ]
    }

    /// The obstacles to polling of these devices, each once.
    private func polling(of devices: [DeviceFacts]) -> [Advice] {
        var advice: [Advice] = []
        for found in devices.flatMap(\.advice) where found.goal == .polling && !advice.contains(found) {
            advice.append(found)
        }
        return advice
    }
}
