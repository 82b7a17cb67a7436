import BlockDevices
import BlockLayer
import Tables
import Units

/// The device of the design `kernel`: a node of dm in place of the stack.
struct KernelPlan: Sendable {
    /// One leaf, the node.
    let stack: StackPlanner
    /// The devices to make first, lower ones first; none if the node is there already.
    let newDevices: [NewMappedDevice]

    /// The stack if its node is there already.
    var existing: StackPlanner? { newDevices.isEmpty ? stack : nil }

    /// Why the kernel cannot have this stack; nil if it can.
    static func obstacle(_ request: RunRequest, _ leaves: Leaves) -> Message? {
        if request.kernelDevice == nil {
            return
                "it needs a mapped device: \(RequestSetting.createKernelDevice) makes one, "
                + "\(RequestSetting.kernelDevice) names one"
        }
        guard case .table(let stack) = request.source else {
            return "without a \(SettingNames.table) there is nothing to map"
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
    static func hazard(_ request: RunRequest, _ leaves: Leaves, _ cell: CellSettings) -> Message? {
        guard case .table(let stack) = request.source, cell.completion != .interrupt,
            !request.allowsKernelCrash
        else { return nil }
        if let shortage = KernelTagShortage(leaves, cell) { return shortage.reason }
        let hazard = KernelHazard(stack, blockSectors: cell.blockBytes / Units.sectorBytes) { reference in
            leaves.numberOfReference[reference].map { leaves.facts[$0].crashesDividedPolling } ?? false
        }
        guard let culprit = hazard.culprit() else { return nil }
        return
            "\(culprit.name) would divide IOs of \(Axis.bs, ByteCount(bytes: cell.blockBytes)), and kernels crash that "
            + "divide polled IOs over NVMe or over dm: a \(Axis.bs) that needs no dividing, "
            + "\(Axis.completion, "interrupt"), or \(RequestSetting.allowKernelCrash) for a kernel without the fault"
    }

    /// - Parameters:
    ///   - stack: the stack as it runs in this process.
    ///   - node: the mapped device that the request names, if it names one.
    init(_ request: RunRequest, _ stack: StackPlanner, node: LeafFacts?) throws(HarnessError) {
        guard case .table(let tables) = request.source else {
            throw .internalFault("a kernel device without a table")
        }
        newDevices = node == nil ? tables.newMappedDevices() : []
        let facts = node ?? Self.facts(ofNode: newDevices[newDevices.count - 1].identity.path, over: stack)
        let node = DeviceReference.path(facts.name)
        let leaves = try Leaves([node]) { (_) throws(HarnessError) in facts }
        self.stack = try StackPlanner(.bare(node), leaves)
    }

    /// The facts of the node that dm will make: it takes over the strictest limits of the devices below.
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
