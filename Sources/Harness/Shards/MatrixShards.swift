import BlockLayer

/// The settings of a matrix dealt out to shards: evenly by time, whole, and the same on every host.
public struct MatrixShards: Sendable {
    /// What a shard has.
    public struct Part: Sendable {
        /// The number of settings.
        public fileprivate(set) var settings = 0
        /// The number of designs in all of them.
        public fileprivate(set) var cells = 0
        /// The time of a round.
        public fileprivate(set) var nanoseconds: UInt64 = 0
        /// The part of ``nanoseconds`` that is virtual: of runs on described machines.
        public fileprivate(set) var virtualNanoseconds: UInt64 = 0
        /// What the shard costs its host in a round, by which settings are dealt.
        fileprivate(set) var weight: UInt64 = 0
    }

    /// In the order of their numbers.
    public let parts: [Part]
    private let settings: SettingsOfMatrix
    private let requests: [RunRequest]
    /// By the places of the settings.
    private let partOfSetting: [Int]

    /// Deals the longest first, each to the shard that has the least.
    init(_ requests: [RunRequest], count: Int) throws(HarnessError) {
        let settings = try SettingsOfMatrix(requests)
        let all = settings.settings
        var parts = Array(repeating: Part(), count: count)
        var partOfSetting = Array(repeating: 0, count: all.count)
        for place in all.indices.sorted(by: { (all[$1].weight, $0) < (all[$0].weight, $1) }) {
            let part = parts.indices.min { (parts[$0].weight, $0) < (parts[$1].weight, $1) } ?? 0
            partOfSetting[place] = part
            parts[part].add(all[place])
        }
        (self.parts, self.settings, self.requests, self.partOfSetting) = (
            parts, settings, requests, partOfSetting
        )
    }

    /// The number of settings of all shards.
    public var settingCount: Int { settings.settings.count }

    /// What one shard has.
    public subscript(shard: Shard) -> ShardSettings {
        ShardSettings { [settings, requests, partOfSetting] stack, design, cell in
            settings.place(stack, design, cell, requests[stack]).map { partOfSetting[$0] } == shard.number - 1
        }
    }
}

/// The settings of one shard of a matrix.
public struct ShardSettings: Sendable {
    /// Whether they include a design in a cell, as it was asked for, of a stack with this place in the matrix.
    let has: @Sendable (Int, CatalogueDesign, CellSettings) -> Bool
}

extension MatrixShards.Part {
    fileprivate mutating func add(_ setting: SettingOfMatrix) {
        settings += 1
        cells += setting.designs
        nanoseconds = nanoseconds.addingSaturated(setting.nanoseconds)
        if setting.cell.machine != nil {
            virtualNanoseconds = virtualNanoseconds.addingSaturated(setting.nanoseconds)
        }
        weight = weight.addingSaturated(setting.weight)
    }
}
