import BlockDevices
import Tables
import Units

/// What the design `kernel` runs on: a device node of dm in place of the stack.
struct KernelPlan: Sendable {
    /// One leaf, the node.
    let stack: StackPlanner
    /// What has to be made first, lower ones first; nothing if the node is there already.
    let newDevices: [NewMappedDevice]

    /// The stack if its node is there already.
    var existing: StackPlanner? { newDevices.isEmpty ? stack : nil }

    /// Why the kernel cannot have this stack; nil if it can.
    static func obstacle(_ request: RunRequest, _ leaves: Leaves) -> String? {
        if request.kernelDevice == nil {
            return "it needs a mapped device: --create-kernel-device makes one, --kernel-device names one"
        }
        guard case .table(let stack) = request.source else {
            return "without a --table there is nothing to map"
        }
        if let own = stack.devices.lazy.flatMap(\.targets).first(where: \.kind.isUnknownToKernel) {
            let place = "line \(own.position.line), column \(own.position.column)"
            return "no kernel has a \(own.kind.typeName) as in the table's \(place): it is pollbench's own"
        }
        if leaves.areModels { return "the kernel maps block devices only, the stack has none" }
        for leaf in leaves.facts {
            if case .real(let path, isBlockDevice: false) = leaf.kind {
                return "the kernel maps block devices only, \(path) is a file (losetup makes a device of it)"
            }
        }
        return nil
    }

    /// Why the kernel had better not run this cell; nil if it may.
    static func hazard(_ request: RunRequest, _ leaves: Leaves, _ cell: CellSettings) -> String? {
        guard case .table(let stack) = request.source, cell.completion != .interrupt,
            !request.allowsKernelCrash
        else { return nil }
        if let shortage = KernelTagShortage(leaves, cell) { return shortage.text }
        let hazard = KernelHazard(stack, blockSectors: cell.blockBytes / Units.sectorBytes) { reference in
            guard let number = leaves.numberOfReference[reference],
                case .real(let path, _) = leaves.facts[number].kind
            else { return false }
            return KernelHazard.isDangerous(path: path)
        }
        guard let culprit = hazard.culprit() else { return nil }
        return
            "\(culprit.name) would divide IOs of --bs \(ByteCount(bytes: cell.blockBytes)), and kernels crash that "
            + "divide polled IOs over NVMe or over dm: a --bs that needs no dividing, --completion interrupt, or "
            + "--allow-kernel-crash for a kernel without the fault"
    }

    /// - Parameter stack: the stack as it runs in this process.
    /// - Throws: `usage` if the device that is there has another table; `environment` if it cannot be looked at.
    init(_ request: RunRequest, _ stack: StackPlanner, isWritable: Bool) throws(HarnessError) {
        guard case .table(let tables) = request.source, let choice = request.kernelDevice else {
            throw .internalFault("a kernel device without a table")
        }
        let facts: LeafFacts
        switch choice {
        case .create:
            newDevices = tables.newMappedDevices()
            facts = Self.facts(ofNode: newDevices[newDevices.count - 1].identity.path, over: stack)
        case .existing(let path):
            newDevices = []
            facts = try LeafFacts(.path(path), request: request, isWritable: isWritable)
            try KernelTableCheck(stack: tables).check(path)
        }
        let node = DeviceReference.path(facts.name)
        let leaves = try Leaves([node]) { (_) throws(HarnessError) in facts }
        self.stack = try StackPlanner(.bare(node), leaves)
    }

    /// What the node will be like that dm makes: it takes over the strictest limits of what it stands on.
    private static func facts(ofNode path: String, over stack: StackPlanner) -> LeafFacts {
        LeafFacts(
            kind: .real(path: path, isBlockDevice: true), name: path, sizeSectors: stack.sizeSectors,
            alignmentBytes: stack.leaves.alignmentBytes,
            maxSectorsPerIO: stack.leaves.facts.map(\.maxSectorsPerIO).min() ?? 1)
    }
}

extension Stack {
    /// The same devices for the kernel, under names that nothing else has: lower ones first, the top last.
    public func newMappedDevices() -> [NewMappedDevice] {
        let identities = DeviceIdentity.fresh(count: devicesInOrder.count)
        let paths = Dictionary(uniqueKeysWithValues: zip(devicesInOrder.map(\.name), identities.map(\.path)))
        return zip(devicesInOrder, identities).map { device, identity in
            let table = device.tableText { $0.mappedName.flatMap { paths[$0] } ?? $0.description }
            return NewMappedDevice(identity, table: table, isReadOnly: device.readOnly)
        }
    }
}
