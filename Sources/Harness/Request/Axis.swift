import BlockLayer
import Units

/// A setting that the cells of a sweep differ in: its option takes a list.
public typealias Axis = Setting<CellSettings>

extension Axis {
    /// In the order in which they vary, the first slowest, and stand in a cell's name.
    public static var all: [Axis] { CellSettings.settings }

    /// - Parameters:
    ///   - flag: nil for the key with hyphens.
    ///   - column: nil for a column with the name of the key and the text of the value.
    private init<Value: Sendable>(
        _ key: String, flag: String? = nil, fio: [String] = [], fioValues: [String: String] = [:],
        column: Column? = nil, _ path: any WritableKeyPath<CellSettings, Value> & Sendable, _ naming: Naming,
        help: SettingHelp, read: @escaping @Sendable (String) throws(HarnessError) -> Value,
        text: @escaping @Sendable (CellSettings) -> String
    ) {
        self.init(
            SettingNames(key, flag: flag, fio: fio, fioValues: fioValues), path, naming, help: help,
            column: column ?? Column(name: key, text: text), isList: true, read: read, text: text)
    }

    /// Reads a list by comma.
    /// - Throws: `usage` for a bad value, and for one that is there twice.
    public func list(_ words: String) throws(HarnessError) -> AxisList {
        try AxisList(self, Parse.words(words))
    }
}

// MARK: Workload

extension Axis {
    /// The mix and order of reads and writes.
    public static var rw: Axis {
        Axis(
            "rw", fio: ["rw"], \.mode, .always(prefix: ""),
            help: SettingHelp("read, write, randread, randwrite, rw (readwrite) or randrw.", "mode"),
            read: Parse.mode
        ) { $0.mode.rawValue }
    }

    /// The reads of a mixed workload, in per cent.
    public static var rwmixread: Axis {
        Axis(
            "rwmixread", fio: ["rwmixread", "rwmixwrite"],
            column: Column(name: "rwmixread") { $0.mode.isMixed ? "\($0.readMix)" : "" }, \.readMix,
            .unlessDefault(prefix: "rwmixread"),
            help: SettingHelp("Percentage of reads in rw and randrw.", "percent"), read: number(0...100)
        ) { String($0.readMix) }
    }

    /// The size of an IO.
    public static var bs: Axis {
        Axis(
            "bs", fio: ["bs", "bssplit"], column: Column(name: "bs_bytes") { "\($0.blockBytes)" },
            \.blockBytes, .always(prefix: "bs"),
            help: SettingHelp("Size of an IO. Suffixes are binary: 4k, 4ki and 4KiB are 4096.", "size"),
            read: block
        ) { ByteCount(bytes: $0.blockBytes).description }
    }

    /// The number of IOs that each job keeps in flight.
    public static var iodepth: Axis {
        Axis(
            "iodepth", fio: ["iodepth"], \.depth, .always(prefix: "iodepth"),
            help: SettingHelp("IOs that each job keeps in flight.", "number"), read: number(1...Bounds.depth)
        ) { String($0.depth) }
    }

    /// The number of jobs.
    public static var numjobs: Axis {
        Axis(
            "numjobs", fio: ["numjobs"], \.jobs, .always(prefix: "numjobs"),
            help: SettingHelp("Threads, each pinned to its own CPU.", "number"), read: number(1...Bounds.jobs)
        ) { String($0.jobs) }
    }
}

// MARK: Polling

extension Axis {
    /// The number of polled queues of each device.
    public static var pollQueues: Axis {
        Axis(
            "poll_queues", \.pollQueues, .custom { $0.sharing == .exclusive ? nil : "queues\($0.queues)" },
            help: SettingHelp(
                "Hardware queues of each device.", "number",
                default:
                    "one per job; on a polled block device one per poll queue that the jobs' CPUs map to, as "
                    + "listed by `pollbench devices`"),
            read: number(1...Bounds.queues)
        ) { String($0.queues) }
    }

    /// The jobs that may touch a queue.
    public static var queueSharing: Axis {
        Axis(
            "queue_sharing", \.sharing, .custom { $0.sharing == .exclusive ? "own-queues" : nil },
            help: SettingHelp(
                "Who uses a queue: shared, by all jobs that map to it, and any job may poll it; or exclusive, by one "
                    + "job, which makes rings cost least.", "sharing"),
            read: Parse.choice
        ) { $0.sharing.rawValue }
    }

    /// The time for which a poll stays on an empty queue.
    public static var spin: Axis {
        Axis(
            "spin", \.spin, .unlessDefault(prefix: "spin-"),
            help: SettingHelp(
                "What a poll does on an empty queue: one-shot returns, until-found polls again for up to 4 ms (a time "
                    + "slice), until-done the same unless another thread completes an IO of the job, bounded:TIME for "
                    + "up to TIME.", "policy"),
            read: spinPolicy
        ) { $0.spin.text }
    }

    /// The way in which a poll takes the completion lock.
    public static var lock: Axis {
        Axis(
            "lock", \.locking, .unlessDefault(prefix: "lock-"),
            help: SettingHelp(
                "How a poll takes a queue's lock: blocking; trylock; none, with one job or exclusive queues; or "
                    + "design, as the design's source does: none in child-counter, blocking in all others.",
                "lock"),
            read: choiceOrDesign
        ) { $0.locking?.rawValue ?? "design" }
    }

    /// The time at which reaped leaves end: in the lock or after it.
    public static var end: Axis {
        Axis(
            "end", \.ending, .unlessDefault(prefix: "end-"),
            help: SettingHelp(
                "Whether IOs end while the queue's lock is held: in-lock or after-lock.", "place"),
            read: Parse.choice
        ) { $0.ending.rawValue }
    }

    /// The way in which parts of an IO are counted down.
    public static var counts: Axis {
        Axis(
            "counts", \.counting, .unlessDefault(prefix: "counts-"),
            help: SettingHelp(
                "How the outstanding parts of an IO are counted: atomic, as in Linux; plain, where only owners end "
                    + "IOs: in designs that ensure it, with exclusive queues, with one job; or design, as the "
                    + "design's source does.", "counts"),
            read: choiceOrDesign
        ) { $0.counting?.rawValue ?? "design" }
    }

    /// The number of IOs that are submitted at once.
    public static var batchSubmit: Axis {
        Axis(
            "batch_submit", flag: "--iodepth-batch-submit", fio: ["iodepth_batch"], \.batchSubmit,
            .unlessDefault(prefix: "batch-submit"),
            help: SettingHelp("IOs that a job submits at once.", "number"), read: number(1...Bounds.depth)
        ) { String($0.batchSubmit) }
    }

    /// The number of IOs that must have completed before new ones are submitted.
    public static var batchComplete: Axis {
        Axis(
            "batch_complete", flag: "--iodepth-batch-complete",
            fio: ["iodepth_batch_complete_min", "iodepth_batch_complete_max"], \.batchComplete,
            .unlessDefault(prefix: "batch-complete"),
            help: SettingHelp("IOs that a job waits for before it submits more.", "number"),
            read: number(1...Bounds.depth)
        ) { String($0.batchComplete) }
    }

    /// The way in which completions arrive.
    public static var completion: Axis {
        Axis(
            "completion", fio: ["hipri"], fioValues: ["polled": "1", "interrupt": "0"], \.completion,
            .unlessDefault(prefix: "completion-"),
            help: SettingHelp(
                "polled or interrupt. Model devices simulate interrupts, see --model-interrupt-cost.", "kind",
                default: "polled; interrupt in the design interrupt"),
            read: completionKind
        ) { ($0.completion ?? .polled).rawValue }
    }

    /// The placement of jobs and memory on NUMA nodes.
    public static var numa: Axis {
        Axis(
            "numa", \.numa, .unlessDefault(prefix: "numa-"),
            help: SettingHelp(
                "NUMA nodes of the jobs and their memory: local, those of the devices; remote, others; spread, all in "
                    + "turn; any, wherever cores are free.", "policy"),
            read: Parse.choice
        ) { $0.numa.rawValue }
    }

    /// The sampling of latencies.
    public static var latency: Axis {
        Axis(
            "latency", fio: ["disable_lat", "gtod_reduce"], \.sampling, .unlessDefault(prefix: "latency-"),
            help: SettingHelp(
                "When the clock of an IO's latency starts: per-io, at its own submission; per-batch, at the last look "
                    + "for completions before it; or off.", "sampling"),
            read: Parse.choice
        ) { $0.sampling.rawValue }
    }

    /// The interval at which tables are reloaded.
    public static var reloadEvery: Axis {
        Axis(
            "reload_every", \.reloadNanoseconds, .unlessDefault(prefix: "reload-"),
            help: SettingHelp(
                "Reload a table of the stack at this interval while IOs are in flight, from the top device down in "
                    + "turn; or never.", "time"),
            read: interval
        ) { $0.reloadNanoseconds.map { Nanoseconds(nanoseconds: $0).word } ?? "never" }
    }

    /// The described machine that runs are modelled on.
    public static var machine: Axis {
        Axis(
            "machine", column: Column(name: "machine") { $0.machine?.name ?? "" }, \.machine,
            .custom { cell in
                cell.machine.map {
                    (["on-" + $0.name] + [$0.parameters?.name].compactMap(\.self)).joined(separator: "-")
                }
            },
            help: SettingHelp(
                "Model the runs on a described machine, in virtual time: NAME of `pollbench machines`, or a FILE; or "
                    + "real, this machine.", "name|file",
                discussion:
                    "With model devices only. CPUs, NUMA nodes and times are those of the described machine."),
            read: machineChoice
        ) { $0.machine?.word ?? realMachine }
    }
}
