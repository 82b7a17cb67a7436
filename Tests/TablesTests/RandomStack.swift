/// A random valid stack as words, with printers of its own: the oracle of the round trips.
struct RandomStack {
    struct Device {
        var name: String
        var uuid = ""
        var minor = ""
        var flags = "rw"
        /// The words of each line, not escaped. A mapped device is named by its path.
        var lines: [[String]] = []
        var sectors = 0
    }

    private(set) var devices: [Device] = []
    private var unused: Set<Int> = []
    private var random: SplitMix64

    private static let names = [
        "a", "vg-lv", "p,q", "s;t", "b\\s", "x:", "ü", "\u{301}", "n=1", ",", "\\", "1",
    ]
    private static let paths = [
        "/dev/sda", "./a b", "x/y", "/p,q;r", "/b\\s\\", "model:0", "model:12", "8:0", "253:17",
        "/dev/mapper/none",
        "/ü/\u{301}", "/dev/mapper/",
    ]

    init(seed: UInt64) {
        random = SplitMix64(state: seed)
        for index in 0..<Int.random(in: 1...6, using: &random) {
            addDevice(index)
        }
        addTop()
    }

    private mutating func addDevice(_ index: Int) {
        var device = Device(name: Self.names.randomElement(using: &random)! + "\(index)")
        if Bool.random(using: &random) { device.uuid = "U,\(index)" }
        if Bool.random(using: &random) { device.minor = "\(index)" }
        if Bool.random(using: &random) { device.flags = "ro" }
        for _ in 0..<Int.random(in: 1...3, using: &random) { addTarget(to: &device) }
        devices.append(device)
        unused.insert(index)
    }

    /// The last device stands on all on which no other does, so that it is the only top.
    private mutating func addTop() {
        var device = Device(name: "top")
        for index in unused.sorted() {
            add(["linear", "/dev/mapper/" + devices[index].name, "0"], sectors: 8, to: &device)
        }
        devices.append(device)
    }

    private mutating func addTarget(to device: inout Device) {
        let sectors = 48 * Int.random(in: 1...1000, using: &random)
        switch Int.random(in: 0..<9, using: &random) {
        case 7: add(flakey(), sectors: sectors, to: &device)
        case 8: add(delay(), sectors: sectors, to: &device)
        case 5: add(["remap"] + legs(1), sectors: sectors, to: &device)
        case 6: add(multipath(), sectors: sectors, to: &device)
        case 0: add(["zero"], sectors: sectors, to: &device)
        case 1: add(["error"], sectors: sectors, to: &device)
        case 2: add(["linear"] + legs(1), sectors: sectors, to: &device)
        case 3:
            let count = Int.random(in: 1...4, using: &random)
            add(["striped", "\(count)", "4"] + legs(count), sectors: sectors, to: &device)
        default: add(mirror(), sectors: sectors, to: &device)
        }
    }

    private mutating func mirror() -> [String] {
        let count = Int.random(in: 2...4, using: &random)
        let log = Bool.random(using: &random) ? [leg()] : []
        let state = [[], ["sync"], ["nosync"]].randomElement(using: &random)!
        let features = [[], ["1", "handle_errors"], ["2", "handle_errors", "keep_log"]]
        return ["mirror", log.isEmpty ? "core" : "disk", "\(log.count + 1 + state.count)"] + log + ["16"]
            + state + ["\(count)"] + legs(count) + features.randomElement(using: &random)!
    }

    private mutating func flakey() -> [String] {
        let features = [[], ["error_reads"], ["drop_writes"], ["error_reads", "drop_writes"]]
            .randomElement(using: &random)!
        let up = Int.random(in: 0...9, using: &random)
        let down = Int.random(in: 1...9, using: &random)
        return ["flakey"] + legs(1) + ["\(up)", "\(down)", "\(features.count)"] + features
    }

    private mutating func delay() -> [String] {
        let ways = Int.random(in: 1...2, using: &random)
        return ["delay"] + (0..<ways).flatMap { _ in legs(1) + ["\(Int.random(in: 0...99, using: &random))"] }
    }

    private mutating func multipath() -> [String] {
        let features = [
            [], ["queue_if_no_path"], ["queue_mode", "bio"],
            ["queue_if_no_path", "queue_mode", "bio", "reinstate_after_us", "500"],
        ]
        .randomElement(using: &random)!
        let count = Int.random(in: 1...3, using: &random)
        let paths = (0..<count).flatMap { _ in [leg(), "1"] }
        return ["multipath", "\(features.count)"] + features + [
            "0", "1", "1", "round-robin", "0", "\(count)", "1",
        ]
            + paths
    }

    private mutating func legs(_ count: Int) -> [String] {
        (0..<count).flatMap { _ in [leg(), "\(Int.random(in: 0...9999, using: &random))"] }
    }

    private mutating func leg() -> String {
        guard Bool.random(using: &random), let index = devices.indices.randomElement(using: &random) else {
            return Self.paths.randomElement(using: &random)!
        }
        unused.remove(index)
        return "/dev/mapper/" + devices[index].name
    }

    private func add(_ words: [String], sectors: Int, to device: inout Device) {
        device.lines.append(["\(device.sectors)", "\(sectors)"] + words)
        device.sectors += sectors
    }
}

extension RandomStack {
    /// One line as dmsetup prints it.
    static func line(_ words: [String]) -> String {
        let escaped = words.map { $0.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ") }
        return escaped.joined(separator: " ") + (words.count == 3 ? " " : "")
    }

    private static func escaped(_ field: String) -> String {
        String(
            String.UnicodeScalarView(
                field.unicodeScalars.flatMap { ",;\\".unicodeScalars.contains($0) ? ["\\", $0] : [$0] }))
    }

    /// The concise form, without anything that does not count.
    var concise: String {
        let texts = devices.map { device in
            ([device.name, device.uuid, device.minor, device.flags] + device.lines.map(Self.line))
                .map(Self.escaped).joined(separator: ",")
        }
        return texts.joined(separator: ";")
    }

    /// The lines of `dmsetup table`, with comments, spare white space and short names of mapped devices.
    mutating func untidyPlain() -> String {
        var text = "# dmsetup table\n"
        for device in devices {
            for words in device.lines {
                let blank = [" ", "  ", "\t"].randomElement(using: &random)!
                text += blank + device.name + ":" + blank
                text += Self.line(words.map { shortened($0) })
                text += ["\n", "\r\n", " # end\n", "\n\n"].randomElement(using: &random)!
            }
        }
        return text
    }

    private mutating func shortened(_ word: String) -> String {
        let name = devices.map(\.name).first { "/dev/mapper/" + $0 == word }
        return Bool.random(using: &random) ? word : name ?? word
    }
}
