import BlockLayer
import Units

extension PlannedRun {
    /// All that was asked of the run and can change a number, by the columns of results.
    public var columns: [String: String] {
        let asked = Axis.all.map { ($0.column.name, $0.column.text(cell)) }
        let models = ModelSetting.all.map { ($0.column, stack.text(of: $0)) }
        // What was planned counts more than what was asked for: a design may have no choice.
        return Dictionary(asked + models + planned, uniquingKeysWith: { $1 })
    }

    private var planned: [(String, String)] {
        [
            ("stack_name", stack.name ?? ""), ("design", design.card.name), ("stack", stack.shape),
            ("table", stack.tableText), ("devices", stack.deviceNames.joined(separator: " ")),
            ("completion", completion.rawValue), ("lock", engine.locking.rawValue),
            ("counts", engine.counting.rawValue), ("numa", numa?.rawValue ?? ""),
            ("threads_per_queue", "\(Double(cell.jobs) / Double(cell.queues))"),
            ("cpus", CPUList(cpus).description), ("seed", "\(seed)"),
            ("ramp_time_s", "\(Double(rampNanoseconds) / 1e9)"),
            ("runtime_s", "\(Double(runtimeNanoseconds) / 1e9)"),
            ("offset_bytes", "\(settings.firstSector * Units.sectorBytes)"),
            ("offset_increment_bytes", "\(settings.strideSectors * Units.sectorBytes)"),
            ("size_bytes", "\(settings.rangeSectors * Units.sectorBytes)"), ("queue_map", queueMap.word),
            ("verify", settings.verify.word), ("kernel_device", kernelDevice?.word ?? ""),
        ]
    }
}

extension StackDescription {
    /// A setting of the model devices: one value if all have it, else that of each; empty for real devices.
    fileprivate func text(of setting: ModelSetting) -> String {
        let texts = models.map(setting.text)
        return Set(texts).count == 1 ? texts[0] : texts.joined(separator: " ")
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
