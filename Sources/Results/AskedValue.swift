import Units

/// Something that was asked for, in words: a column of tables, and a part of what titles say.
struct AskedValue {
    let name: String
    /// The words before the value in titles, where the bare value would not explain itself.
    let prefix: String
    let text: @Sendable (CellRow) -> String

    init(_ name: String, prefix: String = "", _ text: @escaping @Sendable (CellRow) -> String) {
        self.name = name
        self.prefix = prefix
        self.text = text
    }

    static let all = [
        AskedValue("stack", \.stack),
        AskedValue("completion", \.completion),
        AskedValue("rw", \.rw),
        AskedValue("bs", prefix: "bs ") {
            $0.bsBytes > 0 ? ByteCount(bytes: UInt64(clamping: $0.bsBytes)).description : ""
        },
        AskedValue("iodepth", prefix: "iodepth ") { String($0.iodepth) },
        AskedValue("numjobs", prefix: "numjobs ") { String($0.numjobs) },
        AskedValue("queues", prefix: "poll queues ") { $0.pollQueues.map(String.init) ?? "" },
        AskedValue("spin", prefix: "spin ", \.spin),
        AskedValue("lock", prefix: "lock ", \.lock),
        AskedValue("numa", prefix: "numa ") { $0.numa ?? "" },
        AskedValue("machine", \.machineText),
    ]

    /// What all rows share, by comma: `linear, polled, randread, bs 4k`.
    static func shared(by rows: [CellRow]) -> String {
        all.compactMap { value in
            let texts = Set(rows.map(value.text))
            guard texts.count == 1, let text = texts.first, !text.isEmpty else { return nil as String? }
            return value.prefix + text
        }
        .joined(separator: ", ")
    }

    /// All other settings, for rows that would look alike without them; the long ones last.
    private static let further: [AskedValue] = {
        let told = [
            "design", "stack", "rw", "bs_bytes", "iodepth", "numjobs", "poll_queues", "threads_per_queue",
            "spin",
            "lock", "numa", "machine", "machine_parameters",
        ]
        let long = ["table", "devices", "cpus"]
        let others = CellRow.settings.filter { !told.contains($0.name) }
        let host = AskedValue("host", prefix: "host ") { $0.measuringHost ?? "" }
        return [host]
            + (others.filter { !long.contains($0.name) } + others.filter { long.contains($0.name) })
            .map { AskedValue($0.name, prefix: $0.name + " ", $0.field) }
    }()

    /// What has to be said of rows beside `values`, so that none looks like another; their names where settings do not
    /// tell.
    static func telling(_ rows: [CellRow], beside values: [AskedValue]) -> [AskedValue] {
        var telling: [AskedValue] = []
        var count = distinct(rows, values)
        for value in further where count < rows.count {
            let more = distinct(rows, values + telling + [value])
            if more > count { telling.append(value) }
            count = more
        }
        return count < rows.count ? telling + [AskedValue("cell", \.cellID)] : telling
    }

    /// The number of rows that the values distinguish.
    static func distinct(_ rows: [CellRow], _ values: [AskedValue]) -> Int {
        Set(rows.map { row in values.map { $0.text(row) } }).count
    }
}
