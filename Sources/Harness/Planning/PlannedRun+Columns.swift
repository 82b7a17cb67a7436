import BlockLayer
import Placement
import Units

extension PlannedRun {
    /// The settings of the run that can change a number, by the columns of results.
    public var columns: [String: String] {
        // The plan overrides the request: a design may have no choice.
        stack.columns(in: machine).merging(cell.columns) { $1 }.merging(planned) { $1 }
    }

    private var planned: [String: String] {
        [
            "stack_name": stack.name ?? "", "design": design.card.name, "stack": stack.shape,
            "table": stack.tableText, "devices": stack.deviceNames.joined(separator: " "),
            "completion": completion.rawValue, "lock": engine.locking.rawValue,
            "counts": engine.counting.rawValue, "numa": numa?.rawValue ?? "",
            "threads_per_queue": "\(Double(cell.jobs) / Double(cell.queues))",
            "cpus": CPUList(cpus).description,
            "offset_bytes": "\(settings.firstSector * Units.sectorBytes)",
            "offset_increment_bytes": "\(settings.strideSectors * Units.sectorBytes)",
            "size_bytes": "\(settings.rangeSectors * Units.sectorBytes)",
            "verify": settings.verify.word, "kernel_device": kernelDevice?.word ?? "",
            "ramp_time_s": "\(Double(rampNanoseconds) / 1e9)",
            "runtime_s": "\(Double(runtimeNanoseconds) / 1e9)",
            "machine_parameters": machine?.parameters?.name ?? "", "machine_digest": machine?.digest ?? "",
        ]
    }
}

extension RunSettings.VerifyMode {
    fileprivate var word: String {
        switch self {
        case .off: "off"
        case .existing: "existing"
        case .fillFirst: "fill-first"
        }
    }
}

extension KernelDeviceChoice {
    fileprivate var word: String {
        switch self {
        case .create: "created"
        case .existing(let path): path
        }
    }
}
