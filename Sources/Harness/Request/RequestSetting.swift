import BlockLayer
import Placement
import Tables
import Units

/// A setting that is the same for all cells of a request.
public typealias RequestSetting = Setting<RunRequest>

extension RunRequest: SettingSubject {
    /// The defaults; the device is no setting.
    public static let usual = RunRequest(.bare(.model(0)))

    /// Keys of matrices, at the top for all stacks or at one of them.
    public static let settings: [RequestSetting] =
        [
            .size, .runtime, .rampTime, .cpusAllowed, .numaCPUNodes, .queueMap, .verify, .allowWrites,
            .overwriteSignature, .createKernelDevice, .kernelDevice, .allowKernelCrash, .repeatDisturbed,
            .machineEnsemble,
        ] + settingsOfAllStacks

    /// Those that a stack cannot have for itself.
    static let settingsOfAllStacks: [RequestSetting] = [.rounds, .seed]

    /// Sets the value.
    public static func assignment(
        _ setting: RequestSetting, _ words: String
    ) throws(HarnessError) -> Assignment {
        let value = try setting.value(words)
        return Assignment(setting.names) { value.set(&$0) }
    }
}

extension RequestSetting {
    private init<Value: Sendable>(
        _ key: String, flag: String? = nil, fio: [String] = [], column: String? = nil,
        _ path: any WritableKeyPath<RunRequest, Value> & Sendable, help: SettingHelp, isList: Bool = false,
        read: @escaping @Sendable (String) throws(HarnessError) -> Value,
        text: @escaping @Sendable (RunRequest) -> String = { _ in "" }
    ) {
        self.init(
            SettingNames(key, flag: flag, fio: fio), path, help: help,
            column: column.map { Column(name: $0, text: text) }, isList: isList, read: read,
            text: text)
    }

    // MARK: Workload

    /// The part of the top device that is used.
    public static var size: RequestSetting {
        RequestSetting(
            "size", fio: ["size", "filesize"], \.sizeBytes,
            help: SettingHelp("The part of the top device that is used.", "size", default: "all of it"),
            read: { (word) throws(HarnessError) in try Parse.bytes(word) })
    }

    /// The measured time of a run.
    public static var runtime: RequestSetting {
        RequestSetting(
            "runtime", fio: ["runtime", "time_based"], \.runtimeNanoseconds,
            help: SettingHelp(
                "Measured time of a run; a plain number is seconds. With --machine it is virtual, and 10ms where it is "
                    + "not given.", "time"),
            read: measuredTime
        ) { Nanoseconds(nanoseconds: $0.runtimeNanoseconds).word }
    }

    /// The time before the measured time.
    public static var rampTime: RequestSetting {
        RequestSetting(
            "ramp_time", fio: ["ramp_time"], \.rampNanoseconds,
            help: SettingHelp(
                "Time before the measured time, in which nothing is measured. With --machine it is virtual, and 1ms "
                    + "where it is not given.", "time"),
            read: time(atMost: Bounds.runNanoseconds)
        ) { Nanoseconds(nanoseconds: $0.rampNanoseconds).word }
    }

    /// The number of rounds.
    public static var rounds: RequestSetting {
        RequestSetting(
            "rounds", \.rounds,
            help: SettingHelp("Times that all runs are repeated, each round in another order.", "number"),
            read: number(1...Bounds.rounds)
        ) { "\($0.rounds)" }
    }

    /// The seed of all that is random.
    public static var seed: RequestSetting {
        RequestSetting(
            "seed", flag: "--random-seed", fio: ["randseed", "randrepeat"], column: "seed", \.seed,
            help: SettingHelp("Seed of addresses, of service times and of the order of runs.", "number"),
            read: seedNumber
        ) { "\($0.seed)" }
    }

    /// The number of repetitions of a disturbed run.
    public static var repeatDisturbed: RequestSetting {
        RequestSetting(
            "repeat_disturbed", \.repeatsOfDisturbed,
            help: SettingHelp(
                "Times that a disturbed run is repeated before it is marked invalid.", "number"),
            read: number(0...Bounds.repeats)
        ) { "\($0.repeatsOfDisturbed)" }
    }

    // MARK: CPUs and queues

    /// The CPUs for the jobs.
    public static var cpusAllowed: RequestSetting {
        RequestSetting(
            "cpus_allowed", fio: ["cpus_allowed"], \.cpus,
            help: SettingHelp(
                "CPUs for the jobs, like 0-3,8.", "list", default: "all that the process may use"),
            read: { (word) throws(HarnessError) in try Parse.cpus(word) })
    }

    /// The NUMA nodes for the jobs.
    public static var numaCPUNodes: RequestSetting {
        RequestSetting(
            "numa_cpu_nodes", fio: ["numa_cpu_nodes"], \.numaNodes,
            help: SettingHelp("NUMA nodes for the jobs, like 0,1.", "list", default: "all"),
            read: { (word) throws(HarnessError) in try Parse.cpus(word) })
    }

    /// The map from jobs to queues.
    public static var queueMap: RequestSetting {
        RequestSetting(
            "queue_map", column: "queue_map", \.queueMap,
            help: SettingHelp(
                "How jobs map to queues: round-robin, as in Linux before 6.3, or grouped, by node and core.",
                "map"),
            read: QueueMap.init(word:)
        ) { $0.queueMap.word }
    }

    // MARK: Data

    /// Whether data is verified.
    public static var verify: RequestSetting {
        RequestSetting(
            "verify", \.verifies,
            help: SettingHelp(
                "Stamp sectors and check what is read; what the workload writes is read back at the end. Model devices "
                    + "then keep their data; real devices are stamped only with --allow-writes."),
            read: isTrue)
    }

    /// Whether real devices may be written to.
    public static var allowWrites: RequestSetting {
        RequestSetting(
            "allow_writes", \.allowsWrites,
            help: SettingHelp("Allow writes to real devices, which destroys their data."), read: isTrue)
    }

    /// The signatures that may be lost.
    public static var overwriteSignature: RequestSetting {
        RequestSetting(
            "overwrite_signature", \.overwrittenSignatures,
            help: SettingHelp(
                "Overwrite devices and files that have these signatures, by comma, named as by wipefs: ext4, gpt.",
                "names"),
            isList: true,
            read: { (words) throws(HarnessError) in
                let names = Parse.words(words)
                try WriteGuard.check(names)
                return names
            })
    }

    // MARK: The kernel

    /// Whether the device of the design `kernel` is made.
    public static var createKernelDevice: RequestSetting {
        RequestSetting(
            "create_kernel_device", \.createsKernelDevice,
            help: SettingHelp(
                "For the design kernel: make the mapped devices of the table with dmsetup, and remove them afterwards. "
                    + "The next run removes those that a killed run has left."),
            read: isTrue)
    }

    /// The device of the design `kernel`.
    public static var kernelDevice: RequestSetting {
        RequestSetting(
            "kernel_device", \.kernelDevice,
            help: SettingHelp("For the design kernel: a mapped device with the same table.", "path"),
            read: { (word) throws(HarnessError) in
                guard !word.isEmpty else { throw .usage("the path is empty") }
                return KernelDeviceChoice.existing(path: word)
            })
    }

    /// Whether kernels with a known fault may crash.
    public static var allowKernelCrash: RequestSetting {
        RequestSetting(
            "allow_kernel_crash", \.allowsKernelCrash,
            help: SettingHelp(
                "Poll through the kernel's dm even where it splits IOs over NVMe or over dm, which crashes Linux 6.12 "
                    + "and others."),
            read: isTrue)
    }

    // MARK: Described machines

    /// Whether runs on described machines are done with all parameter sets.
    public static var machineEnsemble: RequestSetting {
        RequestSetting(
            "machine_ensemble", \.usesMachineEnsemble,
            help: SettingHelp(
                "With --machine: run each cell as described, and with each parameter set that the data of such "
                    + "machines allows."),
            read: isTrue)
    }

    @Sendable private static func seedNumber(_ word: String) throws(HarnessError) -> UInt64 {
        UInt64(try Parse.number(word))
    }

    @Sendable private static func measuredTime(_ word: String) throws(HarnessError) -> UInt64 {
        let nanoseconds = try time(atMost: Bounds.runNanoseconds)(word)
        guard nanoseconds > 0 else { throw .usage("must be more than 0: nothing would be measured") }
        return nanoseconds
    }
}
