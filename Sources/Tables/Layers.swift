/// The order of mapped devices.
struct Layers {
    /// From the bottom up: each after those that it stands on.
    let devicesInOrder: [MappedDevice]
    private let devices: [MappedDevice]
    /// The names of the mapped devices that each stands on.
    private let below: [String: Set<String>]

    /// Throws for a loop.
    init(_ devices: [MappedDevice]) throws(TableFault) {
        self.devices = devices
        below = Dictionary(uniqueKeysWithValues: devices.map { ($0.name, Set($0.uses.map(\.name))) })
        devicesInOrder = Self.order(devices, below: below)
        if devicesInOrder.count < devices.count {
            throw Self.loop(among: devices, without: Set(devicesInOrder.map(\.name)))
        }
    }

    /// Kahn's order, without recursion: a text can be deeper than a thread's call stack.
    /// Devices in a loop, or above one, are left out.
    private static func order(_ devices: [MappedDevice], below: [String: Set<String>]) -> [MappedDevice] {
        var above: [String: [MappedDevice]] = [:]
        for device in devices {
            for name in below[device.name, default: []] { above[name, default: []].append(device) }
        }
        var missing = below.mapValues(\.count)
        var order = devices.filter { missing[$0.name] == 0 }
        var next = 0
        while next < order.count {
            for device in above[order[next].name, default: []] {
                missing[device.name, default: 0] -= 1
                if missing[device.name] == 0 { order.append(device) }
            }
            next += 1
        }
        return order
    }

    /// The loop that is found going down from the first device that has no place in the order.
    private static func loop(among devices: [MappedDevice], without placed: Set<String>) -> TableFault {
        let unplaced = devices.filter { !placed.contains($0.name) }
        let uses = Dictionary(
            uniqueKeysWithValues: unplaced.map { device in
                (device.name, device.uses.first { !placed.contains($0.name) })
            })
        var path: [String] = []
        var seen: Set<String> = []
        var name = unplaced[0].name
        while seen.insert(name).inserted, let use = uses[name] ?? nil {
            path.append(name)
            name = use.name
        }
        let loop = path.drop { $0 != name } + [name]
        let shown = loop.count > 10 ? loop.prefix(9) + ["…"] : loop
        let position = (uses[name] ?? nil)?.position ?? Position(line: 1, column: 1)
        return TableFault(position, "a loop: \(shown.map(\.quoted).joined(separator: " on "))")
    }

    /// The one device that no other stands on.
    func onlyTop(textAt position: Position) throws(TableFault) -> String {
        let used = below.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        let tops = devices.map(\.name).filter { !used.contains($0) }
        guard tops.count == 1 else {
            let names = tops.joined(separator: ", ")
            throw TableFault(position, "several devices on which no other stands: \(names); name the top one")
        }
        return tops[0]
    }

    /// The device and all that it stands on.
    func standingUnder(_ top: String) -> Set<String> {
        var found: Set<String> = [top]
        var waiting = [top]
        while let name = waiting.popLast() {
            waiting += below[name, default: []].filter { found.insert($0).inserted }
        }
        return found
    }
}
