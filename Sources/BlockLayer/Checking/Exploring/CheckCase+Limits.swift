// What of a stack schedules can be explored.

extension CheckCase {
    /// The most bios of all threads: each has a record, made for each schedule.
    private static var mostBios: Int { 1 << 18 }

    /// Why no schedule of the case can be run, in a line; nil if they can.
    public var obstacle: String? {
        let limits = StackLimits(plan, rootSectors: blockSectors)
        // Beside its parts a bio may have a guard and its owner's hold.
        let most = CompletionWord<SimulatedMachine>.maxRemaining - 2
        if limits.piecesPerBio > most {
            return
                "an IO of \(blockSectors) sectors may fall into \(limits.piecesPerBio) pieces at one device: "
                + "at most \(most) are possible"
        }
        if limits.clonesPerRoot > Self.mostBios / max(1, threadCount) {
            return "an IO of \(blockSectors) sectors may need \(limits.clonesPerRoot) clones: schedules of "
                + "\(threadCount) threads are explored for at most \(Self.mostBios / max(1, threadCount))"
        }
        return plan.endlessLine.map { line in
            "IOs would wait for ever: all paths of the multipath target of device \(line.device), line \(line.line), "
                + "lead to targets that fail"
        }
    }

    /// The same with fewer IOs in flight, if there were too many bios.
    public func fitting() -> CheckCase {
        let clones = StackLimits(plan, rootSectors: blockSectors).clonesPerRoot
        var fitting = self
        let (perDepth, isTooMany) = (clones + 1).multipliedReportingOverflow(by: max(1, threadCount))
        fitting.depth = isTooMany ? 1 : max(1, min(depth, Self.mostBios / perDepth))
        return fitting
    }
}

extension StackPlan {
    /// A multipath target with queue_if_no_path whose every path fails for good: by device and line, from 1.
    fileprivate var endlessLine: (device: Int, line: Int)? {
        for (number, device) in devices.enumerated() {
            guard case .mapped(let lines) = device else { continue }
            for (place, line) in lines.enumerated() {
                guard let multipath = line.kind.multipath, multipath.queuesIfNoPath else { continue }
                let fails = { (operation: Operation) in
                    multipath.paths.allSatisfy { path in
                        self.fate(
                            operation, device: Int(path.device), sector: path.startSector,
                            count: line.sectorCount) == .fails
                    }
                }
                if fails(.read) || fails(.write) { return (number + 1, place + 1) }
            }
        }
        return nil
    }
}
