extension Stack {
    /// How many mapped devices IO passes on its longest way down: 1 for a single one.
    public var levels: Int {
        var levels: [String: Int] = [:]
        for device in devicesInOrder {
            let below = device.legs.compactMap(\.device.mappedName).map { levels[$0, default: 0] }
            levels[device.name] = 1 + (below.max() ?? 0)
        }
        return levels[top.name, default: 1]
    }

    /// The top's targets in words, and after a slash those of the first mapped device below, and so on down:
    /// `linear`, `linear+striped:2:4096`, `striped:2:4096/linear`. Chunks are in bytes.
    public var shape: String {
        let byName = Dictionary(uniqueKeysWithValues: devices.map { ($0.name, $0) })
        var shapes: [String] = []
        var next: MappedDevice? = top
        while let device = next {
            shapes.append(device.ownShape)
            next = device.legs.lazy.compactMap(\.device.mappedName).first.flatMap { byName[$0] }
        }
        return shapes.joined(separator: "/")
    }
}
