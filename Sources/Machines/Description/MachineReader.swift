import BlockLayer
import Units
import YAMLText

extension MachineDescription {
    /// Reads a description in YAML; docs/machines.md has the format.
    ///
    /// - Throws: `mistake` with the place of a value that is wrong, or contradicts another one, and of a number without
    ///   a source.
    public init(of file: YAMLFile) throws(TextFileError) {
        let root = try file.root()
        let reader = MachineReader(entries: try MachineEntries(root))
        self.init(
            try reader.model(), about: try reader.entries.needed("about").parsed(MachineReader.line),
            sources: [:]
        )
        sources = try NumberSources(reader.entries["sources"], numbers.map(\.key)).byKey(root)
    }
}

/// Reads the model of a description.
struct MachineReader {
    let entries: MachineEntries

    /// The word for one group of all CPUs where a level may stand.
    static let wholeMachine = "machine"

    /// What a value should have been.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    func model() throws(TextFileError) -> MachineModel {
        var model = MachineModel(
            name: try entries.needed("name").parsed(Self.name), levels: try levels())
        model.nodeLevel = try entries.level("node", of: model.levels)
        model.filterLevel = try entries.level("home.filter", of: model.levels)
        model.contention.clusterLevel = try entries.level("contended.cluster", of: model.levels)
        try readNumbers(&model)
        try readContention(&model)
        try checkHome(model)
        try checkMemory(model)
        try checkThreads(model)
        return model
    }

    private func readNumbers(_ model: inout MachineModel) throws(TextFileError) {
        for number in MachineNumber.all {
            if let value = entries[number.key] {
                number.set(
                    &model,
                    try value.parsed { (word) throws(Fault) in
                        try Self.number(word, in: number.range, number.unit)
                    })
            } else if !Self.mayBeMissing.contains(number.key) {
                throw entries.missing(number.key)
            }
        }
    }

    /// Numbers that depend on others: the checks below ask for them.
    private static let mayBeMissing: Set = [
        "home.remote", "contended.overlap", "contended.far-overlap", "contended.batch", "contended.each",
        "contended.cas.overlap", "contended.hold", "memory.remote", "smt.speed",
    ]

    // MARK: Numbers that depend on others

    private func checkHome(_ model: MachineModel) throws(TextFileError) {
        if model.filterLevel == nil {
            try entries.refuse("home.remote", "nothing is outside of filter, which is the machine")
        }
        if model.contention.clusterLevel == nil {
            try entries.refuse("contended.far-overlap", "nothing is outside of cluster, which is the machine")
        }
    }

    private func checkMemory(_ model: MachineModel) throws(TextFileError) {
        if model.groupCount(of: model.nodeLevel) == 1 {
            try entries.refuse("memory.remote", "there is one node")
        } else if entries["memory.remote"] == nil {
            throw entries.missing("memory.remote", why: ", and there are several nodes")
        }
    }

    private func checkThreads(_ model: MachineModel) throws(TextFileError) {
        if model.hasThreads, entries["smt.speed"] == nil {
            throw entries.missing("smt.speed", why: ", and there is a level \(MachineModel.threadLevel)")
        }
        if !model.hasThreads, model.siblingSpeed != 1 {
            try entries.refuse("smt.speed", "there is no level \(MachineModel.threadLevel)")
        }
    }

    // MARK: Words

    static func number(
        _ word: String, in range: ClosedRange<Double>, _ unit: MachineNumber.Unit
    ) throws(Fault) -> Double {
        let value = try decimal(word)
        guard range.contains(value), !unit.isWhole || value == value.rounded() else {
            let what = unit.isWhole ? "a whole number" : "a number"
            let ends = "\(MachineText.number(range.lowerBound)) to \(MachineText.number(range.upperBound))"
            throw Fault(description: "expected \(what) from \(ends)\(unit == .nanoseconds ? " ns" : "")")
        }
        return value
    }

    /// A plain decimal number of either sign.
    static func decimal(_ word: String) throws(Fault) -> Double {
        let isPlain = word.allSatisfy { ".-".contains($0) || ("0"..."9").contains($0) }
        guard isPlain, let value = Double(word) else {
            throw Fault(description: "expected a number like 12 or 0.5")
        }
        return value
    }

    static func name(_ word: String) throws(Fault) -> String {
        guard word.wholeMatch(of: /[a-z][a-z0-9.-]*/) != nil else {
            throw Fault(description: "a name has small letters, digits, - and ., and begins with a letter")
        }
        return word
    }

    /// Words for people.
    static func line(_ word: String) throws(Fault) -> String {
        guard word.contains(where: { !$0.isWhitespace }), word.printable == word else {
            throw Fault(description: "expected a line of words")
        }
        return word
    }
}
