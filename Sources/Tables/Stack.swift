/// Mapped devices over each other and, at the bottom, over real devices, as tables of dm describe them.
/// Pure text and arithmetic, no device is opened. Equality does not look at positions and sources.
public struct Stack: Equatable, Sendable {
    /// The top and what it stands on, in the order of the text.
    public let devices: [MappedDevice]
    /// The device that none of the others stands on, to which IO goes.
    public let top: MappedDevice
    /// `devices` from the bottom up: each after those that it stands on, the top last.
    public let devicesInOrder: [MappedDevice]
    /// The place of each of `devices`.
    private let placeOfName: [String: Int]
    /// Where the text came from, for messages.
    let source: String

    /// The name of the mapped device whose table names none.
    public static let defaultDeviceName = "pollbench"

    /// The end of what a table can address, 2^62 bytes: it fits the kernel's signed byte offsets.
    public static let limitSectors: UInt64 = 1 << 53

    /// Reads a table in one of two forms: lines `START LENGTH TYPE ARGUMENTS`, as `dmsetup create` takes and
    /// `dmsetup table` prints them (each after `NAME: ` if they are of several devices), or dmsetup's concise
    /// form. Sizes are not known here: `check(sizesSectors:)`.
    ///
    /// `top` names the top device; devices that are not below it are checked too, then left out. Without it the
    /// top is the one device that no other stands on. `devices` are names for real devices that the text may use, save
    /// for those that it gives to mapped devices. Throws for the first thing that is wrong.
    public init(
        parsing text: String, source: String = "table", top: String? = nil,
        devices: [String: DeviceReference] = [:]
    ) throws(TableError) {
        do {
            try self.init(glyphs: Glyph.glyphs(of: text), source: source, top: top, given: devices)
        } catch {
            throw TableError(source: source, fault: error)
        }
    }

    private init(
        glyphs: [Glyph], source: String, top: String?, given: [String: DeviceReference]
    ) throws(TableFault) {
        let isConcise = ConciseForm.recognises(glyphs)
        let raw = try isConcise ? ConciseForm.devices(in: glyphs) : PlainForm.devices(in: glyphs)
        guard let first = raw.first else {
            throw TableFault(Position(line: 1, column: 1), "the table is empty")
        }
        let names = try Self.uniqueNames(raw)
        var devices: [MappedDevice] = []
        let deviceNames = DeviceNames(mapped: names, given: given)
        for device in raw { devices.append(try MappedDevice(device, names: deviceNames)) }

        let layers = try Layers(devices)
        let topName = if let top { top } else { try layers.onlyTop(textAt: first.position) }
        guard names.contains(topName) else {
            let known = devices.map(\.name).joined(separator: ", ")
            throw TableFault(
                first.position, "no mapped device named \(topName.quoted) here; there are: \(known)")
        }
        let kept = layers.standingUnder(topName)
        self.devices = devices.filter { kept.contains($0.name) }
        placeOfName = Dictionary(uniqueKeysWithValues: self.devices.enumerated().map { ($1.name, $0) })
        devicesInOrder = layers.devicesInOrder.filter { kept.contains($0.name) }
        // Everything kept is below the top, so the order ends with it.
        self.top = devicesInOrder[devicesInOrder.count - 1]
        self.source = source
    }

    private static func uniqueNames(_ devices: [RawDevice]) throws(TableFault) -> Set<String> {
        var names: Set<String> = []
        for device in devices {
            try device.checkName()
            guard names.insert(device.name).inserted else {
                throw TableFault(device.position, "a second device named \(device.name.quoted)")
            }
        }
        return names
    }

    public static func == (left: Stack, right: Stack) -> Bool {
        left.devices == right.devices && left.top == right.top
    }

    /// The mapped device of this name.
    public subscript(name: String) -> MappedDevice? {
        placeOfName[name].map { devices[$0] }
    }

    /// The real devices that IO can reach, each once, in the order in which the text first names them.
    public var leafReferences: [DeviceReference] {
        var seen: Set<DeviceReference> = []
        return devices.flatMap(\.legs).map(\.device)
            .filter { $0.mappedName == nil && seen.insert($0).inserted }
    }

    /// The devices in dmsetup's concise form, in the order of the text.
    public var conciseText: String { devices.map(\.conciseText).joined(separator: ";") }
}
