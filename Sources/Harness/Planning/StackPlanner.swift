import BlockLayer
import Tables
import Units

/// Numbers the devices of a stack and turns its tables into the engine's: leaves first, then the mapped
/// devices from the bottom up, the top last.
struct StackPlanner: Sendable {
    let source: StackSource
    let leaves: Leaves
    /// The mapped devices, the same for all runs: a table may have a million lines.
    private let mapped: [StackPlan.Device]

    /// Checks what does not depend on a cell.
    ///
    /// - Throws: `usage` for offsets that a device cannot do, and for too many devices; `environment` for a
    ///   leg that is too small.
    init(_ source: StackSource, _ leaves: Leaves) throws(HarnessError) {
        self.source = source
        self.leaves = leaves
        if case .table(let stack) = source {
            guard stack.devices.count + leaves.facts.count <= Bounds.devices else {
                throw .usage("the stack has more than \(Bounds.devices) devices")
            }
        }
        mapped = Self.mapped(source, leaves)
        guard case .table(let stack) = source else { return }
        do {
            try stack.check(sizesSectors: leaves.sizeSectors)
        } catch {
            let hint: Message =
                leaves.areModels && !leaves.facts.isEmpty
                ? "; \(ModelSetting.size) sets the size of model devices" : ""
            throw .environment("\(error)\(hint)")
        }
        for device in stack.devices {
            try checkPaths(of: device)
            try checkAlignment(of: device)
        }
    }

    /// The size of the top device.
    var sizeSectors: UInt64 {
        switch source {
        case .table(let stack): stack.top.lengthSectors
        case .bare: leaves.facts[0].sizeSectors
        }
    }

    /// The top device's shape in words, as in `cells.csv`.
    var shape: String {
        switch source {
        case .table(let stack): stack.shape
        case .bare:
            switch leaves.facts[0].kind {
            case .model: "model"
            case .real(_, let isBlockDevice): isBlockDevice ? "block" : "file"
            }
        }
    }

    /// The stack for the engine.
    ///
    /// - Parameter queues: the hardware queues of each leaf.
    func plan(_ queues: [LeafQueues]) throws(HarnessError) -> StackPlan {
        guard queues.reduce(0, { $0 + $1.count }) <= Bounds.allQueues else {
            throw .usage("more than \(Bounds.allQueues) hardware queues in all: lower \(Axis.pollQueues)")
        }
        var devices = zip(leaves.facts, queues).map { leaf, queues in
            StackPlan.Device.leaf(
                StackPlan.Leaf(
                    sectorCount: leaf.sizeSectors, maxSectorsPerIO: leaf.maxSectorsPerIO,
                    queueCount: queues.count, queueOfWorker: queues.ofWorker))
        }
        devices += mapped
        return StackPlan(devices: devices)
    }

    private static func mapped(_ source: StackSource, _ leaves: Leaves) -> [StackPlan.Device] {
        guard case .table(let stack) = source else { return [] }
        var devices: [StackPlan.Device] = []
        var numbers = leaves.numberOfReference
        for device in stack.devicesInOrder {
            let targets = device.targets.map { line in
                StackPlan.Target(sectorCount: line.lengthSectors, kind: kind(line.kind, numbers))
            }
            numbers[.mapped(device.name)] = leaves.facts.count + devices.count
            devices.append(.mapped(targets))
        }
        return devices
    }

    private static func kind(_ kind: TargetKind, _ numbers: [DeviceReference: Int]) -> StackPlan.Kind {
        func leg(_ leg: TableLeg) -> Leg {
            Leg(device: numbers[leg.device]!, startSector: leg.offsetSectors)
        }
        return switch kind {
        case .linear(let linear): .linear(leg(linear.leg))
        case .striped(let striped):
            .striped(chunkSectors: UInt32(striped.chunkSectors), legs: striped.legs.map(leg))
        case .mirror(let mirror): .mirror(legs: mirror.legs.map(leg))
        case .multipath(let multipath):
            .multipath(
                StackPlan.Multipath(
                    paths: multipath.legs.map(leg), queuesIfNoPath: multipath.queuesIfNoPath,
                    reinstateNanoseconds: multipath.reinstateMicroseconds.map { $0 * 1000 }))
        case .remap(let remap): .remap(leg(remap.leg))
        case .flakey(let flakey):
            .flakey(
                leg(flakey.leg),
                StackPlan.Flakiness(
                    upNanoseconds: flakey.upSeconds * 1_000_000_000,
                    downNanoseconds: flakey.downSeconds * 1_000_000_000, failsReads: flakey.failsReads,
                    failsWrites: flakey.failsWrites, dropsWrites: flakey.dropsWrites))
        case .delay(let delay):
            .delay(
                kind.legs.map(leg), readNanoseconds: delay.read.milliseconds * 1_000_000,
                writeNanoseconds: delay.write.milliseconds * 1_000_000)
        case .error: .error
        case .zero: .zero
        }
    }

    /// Only the target itself reinstates paths here: without that a run might never end.
    private func checkPaths(of device: MappedDevice) throws(HarnessError) {
        for line in device.targets {
            guard case .multipath(let multipath) = line.kind, multipath.queuesIfNoPath,
                multipath.reinstateMicroseconds == nil
            else { continue }
            throw .usage(
                "table of \(device.name), line \(line.position.line): with queue_if_no_path IOs would wait for ever "
                    + "once all paths have failed: add reinstate_after_us MICROSECONDS")
        }
    }

    /// A device with sectors of 4096 bytes takes no IO that a table cuts elsewhere.
    private func checkAlignment(of device: MappedDevice) throws(HarnessError) {
        let sectors = leaves.alignmentBytes / Units.sectorBytes
        guard sectors > 1 else { return }
        for line in device.targets {
            var values = [("a target's start", line.startSectors), ("a target's length", line.lengthSectors)]
            values += line.kind.legs.map { ("an offset", $0.offsetSectors) }
            if case .striped(let striped) = line.kind { values.append(("a chunk", striped.chunkSectors)) }
            for (what, value) in values where !value.isMultiple(of: sectors) {
                let need = "its devices need multiples of \(sectors) sectors (\(leaves.alignmentBytes) bytes)"
                throw .usage(
                    "table of \(device.name), line \(line.position.line): \(what) is \(value), \(need)")
            }
        }
    }
}
