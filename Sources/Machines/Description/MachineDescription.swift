import BlockLayer

/// A described machine: its numbers, and where each of them is from.
public struct MachineDescription: Sendable, Hashable {
    public var model: MachineModel
    /// The machine in words, on one line.
    public var about: String
    /// The source of each of ``numbers``, by its key.
    public var sources: [String: NumberSource]

    public init(_ model: MachineModel, about: String, sources: [String: NumberSource]) {
        self.model = model
        self.about = about
        self.sources = sources
    }

    /// A number as it stands in a description.
    public struct Number: Sendable, Hashable {
        /// The path of its key, as `hit.load`; of the transfer of a level, `levels.socket`.
        public let key: String
        public let value: Double
        public let unit: MachineNumber.Unit
    }

    /// The numbers of the model, in the order of the text. The counts of levels are not among them: they are the
    /// machine itself.
    public var numbers: [Number] {
        let levels = model.levels.map {
            Number(key: "levels.\($0.name)", value: $0.transferNanoseconds, unit: .nanoseconds)
        }
        return levels
            + MachineNumber.all.compactMap { number in
                number.get(model).map { Number(key: number.key, value: $0, unit: number.unit) }
            }
    }

    /// The groups of the level `socket`; 1 where there is none.
    public var socketCount: Int {
        model.levels.firstIndex { $0.name == "socket" }.map(model.groupCount(of:)) ?? 1
    }

    /// The number of ``numbers`` that were found in a way.
    public func count(_ kind: NumberSource.Kind) -> Int {
        numbers.count { sources[$0.key]?.kind == kind }
    }
}
