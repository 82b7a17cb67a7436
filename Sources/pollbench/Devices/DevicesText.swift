import BlockDevices
import Results
import Units

/// The devices as people read them: a table, the CPUs of the poll queues, and what to change. What several devices
/// share is said once.
enum DevicesText {
    static func text(of devices: [DeviceFacts]) -> String {
        guard !devices.isEmpty else { return "no block devices\n" }
        let paragraphs =
            [table(of: devices)] + queueMaps(of: devices) + unreadable(of: devices) + advice(of: devices)
        return paragraphs.joined(separator: "\n")
    }

    // MARK: The table

    private static func table(of devices: [DeviceFacts]) -> String {
        var grid = TextGrid()
        func add(_ name: String, _ alignment: TextGrid.Alignment, _ text: (DeviceFacts) -> String?) {
            let cells = devices.map { (text($0) ?? "-").printable }
            grid.columns.append(TextGrid.Column(alignment: alignment, cells: [name] + cells))
        }
        add("device", .left) { name($0.device, $0.mappedName) }
        add("size", .right) { $0.sizeBytes.map(size) }
        add("polls", .left) { $0.polls.map { $0 ? "yes" : "no" } }
        add("poll queues", .left, pollQueues)
        add("node", .right) { $0.node.map { "\($0)" } }
        add("scheduler", .left, \.scheduler)
        add("nr_requests", .right) { $0.queueDepth.map { "\($0)" } }
        add("used by", .left) { facts in
            let uses = uses(of: facts)
            return uses.isEmpty ? nil : uses.joined(separator: ", ")
        }
        return grid.text
    }

    /// Of mapped devices none: their queues are those of their legs, which are listed.
    private static func pollQueues(_ facts: DeviceFacts) -> String? {
        guard facts.mappedName == nil, let count = facts.pollQueues?.count else { return nil }
        return facts.hardwareQueues.isEmpty ? "\(count)" : "\(count) of \(facts.hardwareQueues.count)"
    }

    private static func name(_ device: BlockDevice, _ mappedName: String?) -> String {
        device.name + (mappedName.map { " (\($0))" } ?? "")
    }

    /// Binary, as everywhere: `931G`.
    private static func size(_ bytes: UInt64) -> String {
        let units = [("T", 40), ("G", 30), ("M", 20), ("k", 10)]
        guard let (letter, shift) = units.first(where: { bytes >> $0.1 > 0 }) else { return "\(bytes)" }
        let tenths = (bytes >> (shift - 10) & 1023) * 10 / 1024
        let whole = bytes >> shift
        return whole < 10 && tenths > 0 ? "\(whole).\(tenths)\(letter)" : "\(whole)\(letter)"
    }

    /// Mount points, swap and devices above; those of a partition with its name.
    private static func uses(of facts: DeviceFacts) -> [String] {
        let holders = facts.holders.map { name($0.device, $0.mappedName) }
        let own = facts.mountPoints + (facts.isSwap ? ["swap"] : []) + holders
        let parts = facts.partitions.map { partition in
            let uses = uses(of: partition)
            let name = partition.device.name
            return uses.isEmpty ? name : "\(name): \(uses.joined(separator: " "))"
        }
        return own + parts
    }

    // MARK: Poll queues

    /// A paragraph for each map; devices of one driver mostly have the same.
    private static func queueMaps(of devices: [DeviceFacts]) -> [String] {
        var maps: [(queues: [HardwareQueueFacts], devices: [DeviceFacts])] = []
        for facts in devices where facts.polls == true && facts.mappedName == nil {
            guard let queues = facts.pollQueues, !queues.isEmpty else { continue }
            if let place = maps.firstIndex(where: { $0.queues == queues }) {
                maps[place].devices.append(facts)
            } else {
                maps.append((queues, [facts]))
            }
        }
        return maps.map { queues, devices in
            let names = devices.map(\.device.name).joined(separator: ", ").printable
            let lines = queues.map { "  hctx \($0.number): CPU \(CPUList($0.cpus))\n" }
            let isDeduced = devices.contains { $0.queueKindsFrom == .maps }
            let doubt = isDeduced ? " (told from the CPUs of all queues; root sees their types)" : ""
            return "poll queues of \(names)\(doubt)\n" + lines.joined()
        }
    }

    private static func unreadable(of devices: [DeviceFacts]) -> [String] {
        let names = devices.filter { $0.polls == true && !$0.hardwareQueues.isEmpty && $0.pollQueues == nil }
            .map(\.device.name)
        guard !names.isEmpty else { return [] }
        let list = names.joined(separator: ", ").printable
        return [
            "which queues of \(list) poll cannot be told: that stands in debugfs, which only root may read\n"
        ]
    }

    // MARK: What to change

    private static func advice(of devices: [DeviceFacts]) -> [String] {
        var groups: [AdviceGroup] = []
        for advice in devices.flatMap(\.advice) {
            if let place = groups.firstIndex(where: { $0.takes(advice) }) {
                groups[place].add(advice)
            } else {
                groups.append(AdviceGroup(advice))
            }
        }
        return groups.map(\.text)
    }
}
