extension FioJob {
    /// fio's names, the one that a file would most likely have first, for flags that a job file can stand for.
    private static let namesOfFlag: [String: [String]] = [
        "--size": ["size", "filesize"], "--bs": ["bs", "bssplit"], "--rw": ["rw"], "--iodepth": ["iodepth"],
        "--numjobs": ["numjobs"], "--rwmixread": ["rwmixread", "rwmixwrite"], "--runtime": ["runtime"],
        "--ramp-time": ["ramp_time"], "--random-seed": ["randseed"], "--filename": ["filename"],
        "--iodepth-batch-submit": ["iodepth_batch"],
        "--iodepth-batch-complete": ["iodepth_batch_complete_min"], "--cpus-allowed": ["cpus_allowed"],
        "--numa-cpu-nodes": ["numa_cpu_nodes"],
    ]

    /// fio's name for a flag; nil if the command line gave it, or fio has nothing like it.
    private func name(ofFlag flag: some StringProtocol) -> String? {
        guard let names = Self.namesOfFlag[String(flag)], !overridden.contains(names[0]) else { return nil }
        return names.first { section[$0] != nil } ?? names[0]
    }

    /// An error of the job's planning in the words of its file, with file, line and job: nobody has given the flags.
    public func explained(_ error: HarnessError) -> HarnessError {
        switch error {
        case .usage(let text): .usage(explained(text))
        case .environment(let text): .environment(explained(text))
        case .wrongData, .internalFault: error
        }
    }

    private func explained(_ text: String) -> String {
        let flags = text.matches(of: /--[a-z][a-z-]*/).compactMap { name(ofFlag: $0.output) }
        let words = ["offset_increment", "offset"].filter { text.hasPrefix($0) }
        let named = filenames.contains { !$0.isEmpty && text.contains($0) } ? ["filename", "directory"] : []
        let option = (words + flags + named).lazy.compactMap { section[$0] }.first
        var told = text.replacing("--completion interrupt", with: "hipri=0")
            .replacing("--completion polled", with: "hipri=1")
        told = told.replacing(/(--[a-z][a-z-]*)( [0-9])?/) { match in
            guard let name = name(ofFlag: match.1) else { return String(match.0) }
            return name + (match.2.map { "=" + $0.dropFirst() } ?? "")
        }
        guard let option else { return "\(section.place): [\(section.name)] \(told)" }
        // What the option says stands before it already, as it is written.
        if told.hasPrefix(option.name + "="), let end = told.firstRange(of: ": ") {
            told = String(told[end.upperBound...])
        }
        return "\(option.subject): \(told)"
    }
}

extension FioJob {
    /// What to do about an option of fio's that stands on the command line; nil if fio has none of that name.
    public static func advice(onOption name: String) -> String? {
        switch name {
        case "hipri": "--completion polled, which is the default"
        case "time_based": "runs always end by time, --runtime: leave it out"
        case "randseed": "--random-seed"
        case "name": "results are named after the cell: leave it out"
        case "ioengine": "pollbench runs all IO by io_uring: leave it out"
        case "output", "output_format": "--format fio-json prints fio's json+ on stdout"
        default: FioOptionTable.advice(on: name)
        }
    }
}
