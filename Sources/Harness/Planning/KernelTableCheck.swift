import BlockDevices
import Tables

/// Compares a stack with the kernel's tables below a device node.
struct KernelTableCheck {
    let stack: Stack
    /// The kernel's table of a device.
    var tableOfDevice: (DeviceNumber) throws(DeviceMapperError) -> String = {
        number throws(DeviceMapperError) in
        try Dmsetup().table(of: number)
    }
    /// The device behind a node.
    var numberOfNode: (String) -> DeviceNumber? = DeviceNumber.init(ofNode:)

    /// Throws `usage` for the first line that differs, and `environment` if the kernel does not tell.
    func check(_ path: String) throws(HarnessError) {
        guard let node = numberOfNode(path) else {
            throw .usage("\(RequestSetting.kernelDevice, path) is no block device")
        }
        var pairs = [(device: stack.top, number: node)]
        var seen: Set<String> = []
        while let (device, number) = pairs.popLast() {
            guard seen.insert("\(number) \(device.name)").inserted else { continue }
            let table = try table(of: number, path)
            for (ours, theirs) in try references(device, table, path) {
                let found = self.number(of: theirs)
                if let below = ours.mappedName.flatMap({ stack[$0] }), let found {
                    pairs.append((below, found))
                } else if found == nil || found != self.number(of: ours) {
                    throw .usage(
                        "\(RequestSetting.kernelDevice, path): it stands on \(theirs), not on \(ours)")
                }
            }
        }
    }

    private func table(of number: DeviceNumber, _ path: String) throws(HarnessError) -> MappedDevice {
        let text: String
        do {
            text = try tableOfDevice(number)
        } catch {
            throw .environment("\(RequestSetting.kernelDevice, path): \(error)")
        }
        do {
            return try Stack(parsing: text, source: "its table").top
        } catch {
            throw .usage("\(RequestSetting.kernelDevice, path): \(error)")
        }
    }

    /// The devices that both tables name, in pairs, if all else is the same.
    private func references(
        _ device: MappedDevice, _ theirs: MappedDevice, _ path: String
    ) throws(HarnessError) -> [(DeviceReference, DeviceReference)] {
        let ours = Self.blanked(device)
        let there = Self.blanked(theirs)
        for (line, other) in zip(ours.lines, there.lines) where line != other {
            throw .usage(
                "\(RequestSetting.kernelDevice, path): it has '\(other)' where the table has '\(line)'")
        }
        guard ours.lines.count == there.lines.count else {
            let counts = "\(there.lines.count) targets where the table has \(ours.lines.count)"
            throw .usage("\(RequestSetting.kernelDevice, path): it has \(counts)")
        }
        return Array(zip(ours.references, there.references))
    }

    /// The lines of a table with no names in it, and the names.
    private static func blanked(
        _ device: MappedDevice
    ) -> (lines: [Substring], references: [DeviceReference]) {
        var references: [DeviceReference] = []
        let text = device.tableText {
            references.append($0)
            return "DEVICE"
        }
        return (text.split(separator: "\n"), references)
    }

    private func number(of reference: DeviceReference) -> DeviceNumber? {
        switch reference {
        case .number(let major, let minor): DeviceNumber(major: major, minor: minor)
        case .path(let path): numberOfNode(path)
        case .model, .mapped: nil
        }
    }
}
