/// A device that a table makes of others.
public struct MappedDevice: Hashable, Sendable {
    /// The name in `/dev/mapper` and in other tables.
    public let name: String
    /// The UUID of dm, any text; nil for none.
    public let uuid: String?
    /// The minor number that the device shall have; nil lets the kernel choose.
    public let minor: UInt32?
    /// Whether the table is loaded read-only.
    public let readOnly: Bool
    /// The targets in order, without gaps from sector 0 on; at least one.
    public let targets: [TargetLine]

    init(_ raw: RawDevice, names: DeviceNames) throws(TableFault) {
        name = raw.name
        uuid = raw.uuid
        minor = raw.minor
        readOnly = raw.readOnly
        var targets: [TargetLine] = []
        for words in raw.lines {
            let start = targets.last?.endSectors ?? 0
            targets.append(try TargetLine(words, expectedStart: start, names: names))
        }
        guard !targets.isEmpty else {
            throw TableFault(raw.position, "device \(raw.name.quoted) has no target")
        }
        self.targets = targets
    }

    /// The device's size.
    public var lengthSectors: UInt64 { targets[targets.count - 1].endSectors }

    /// The targets that serve some of the sectors, in their order.
    public func targets(of sectors: Range<UInt64>) -> ArraySlice<TargetLine> {
        guard !sectors.isEmpty else { return [] }
        let first = place { $0.endSectors > sectors.lowerBound }
        return targets[first..<place { $0.startSectors >= sectors.upperBound }]
    }

    /// The place of the first target from which on something is true.
    private func place(where isTrue: (TargetLine) -> Bool) -> Int {
        var (low, high) = (0, targets.count)
        while low < high {
            let middle = (low + high) / 2
            if isTrue(targets[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The legs of all targets, in the order of the text.
    public var legs: [TableLeg] { targets.flatMap(\.kind.legs) }

    /// The uses of other mapped devices, each with its name.
    var uses: [(name: String, position: Position)] {
        targets.flatMap(\.kind.supports).compactMap { leg in
            leg.device.mappedName.map { ($0, leg.position) }
        }
    }

    /// The targets' shapes, neighbours of the same shape named once: `linear+striped:2:4096`.
    var ownShape: String {
        let shapes = targets.map(\.kind.shape)
        return shapes.enumerated()
            .filter { $0.offset == 0 || $0.element != shapes[$0.offset - 1] }
            .map(\.element).joined(separator: "+")
    }

    /// The table as `dmsetup table` prints it for one device, save that devices keep the names that they have
    /// here, where the kernel prints `MAJOR:MINOR`. No newline at the end.
    public var tableText: String { tableText(naming: \.description) }

    /// The table with other names for the devices below; they are asked for in the order of the text.
    public func tableText(naming name: DeviceNaming) -> String {
        targets.map { $0.text(naming: name) }.joined(separator: "\n")
    }

    /// The device in dmsetup's concise form.
    var conciseText: String {
        let fields = [name, uuid ?? "", minor.map(String.init) ?? "", readOnly ? "ro" : "rw"]
        let lines = targets.map { $0.text(naming: \.description) }
        return (fields + lines).map(ConciseForm.escaped).joined(separator: ",")
    }
}
