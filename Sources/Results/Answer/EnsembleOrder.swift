import Statistics

/// Whether the order of the designs in a setting survives other numbers of the described machine: those of each
/// parameter set that it was modelled with.
struct EnsembleOrder {
    /// The difference from other settings; empty if there is no other.
    private let label: String
    /// The rates as described and with each parameter set, by design.
    private let described: [String: Double]
    private let sets: [(name: String, rates: [String: Double])]
    /// The designs that have a rate that counts in all sets, the fastest as described first.
    private let designs: [String]
    /// Designs that have one in some sets only.
    private let leftOut: [String]

    /// What is closer together is not an order.
    static let leastApart = 0.01

    /// The orders of all settings that were modelled with several parameter sets.
    static func all(of settings: [Setting], by measure: Measure) -> [EnsembleOrder] {
        let ensembles = settings.map(\.ensembleID).uniqued().map { id in
            settings.filter { $0.ensembleID == id }
        }
        let several = ensembles.filter { $0.count > 1 }
        let centres = several.compactMap { $0.first { $0.asked.machineParameters == nil } }
        let labels = SettingLabels(centres.map(\.asked))
        return centres.compactMap { centre in
            EnsembleOrder(
                centre, among: settings.filter { $0.ensembleID == centre.ensembleID },
                label: labels.label(of: centre.asked), measure)
        }
    }

    /// Nil if fewer than two designs can be compared.
    private init?(_ centre: Setting, among settings: [Setting], label: String, _ measure: Measure) {
        func rates(_ setting: Setting) -> [String: Double] {
            let work = WorkDone(of: setting.cells)
            let counted = setting.cells.filter { $0.isTrusted && work.isAsAsked($0) }
            let rates = counted.compactMap { cell in measure.middle(of: cell).map { (cell.asked.design, $0) }
            }
            return Dictionary(rates, uniquingKeysWith: { first, _ in first })
        }
        let described = rates(centre)
        let sets = settings.filter { $0.id != centre.id }.map { setting in
            (name: setting.asked.machineParameters ?? "", rates: rates(setting))
        }
        let inAll = described.filter { design, _ in sets.allSatisfy { $0.rates[design] != nil } }
        guard inAll.count > 1 else { return nil }
        designs = inAll.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        leftOut = Set(settings.flatMap(\.cells).map(\.asked.design)).subtracting(designs).sorted()
        (self.label, self.described, self.sets) = (label, described, sets)
    }

    // MARK: What holds

    /// Whether a design is ahead of another one.
    private static func isAhead(_ one: String, of other: String, _ rates: [String: Double]) -> Bool {
        guard let first = rates[one], let second = rates[other] else { return false }
        return first > second * (1 + leastApart)
    }

    /// The parameter sets under which a design is not ahead of another one.
    private func exceptions(_ one: String, before other: String) -> [String] {
        sets.filter { !Self.isAhead(one, of: other, $0.rates) }.map(\.name)
    }

    private func holds(_ one: String, before other: String) -> Bool {
        Self.isAhead(one, of: other, described) && exceptions(one, before: other).isEmpty
    }

    /// The designs in groups: each is ahead of all of the groups after its own under all sets.
    private var groups: [[String]] {
        var groups: [[String]] = [[]]
        for (place, design) in designs.enumerated() {
            groups[groups.count - 1].append(design)
            let isCut = designs[...place].allSatisfy { one in
                designs[(place + 1)...].allSatisfy { holds(one, before: $0) }
            }
            if isCut && place + 1 < designs.count { groups.append([]) }
        }
        return groups
    }

    /// The pairs whose order as described is not that of all sets.
    private var dependent: [(one: String, other: String, exceptions: [String])] {
        designs.enumerated().flatMap { place, one in
            designs[(place + 1)...].compactMap { other in
                guard Self.isAhead(one, of: other, described) else { return nil }
                let exceptions = exceptions(one, before: other)
                return exceptions.isEmpty ? nil : (one, other, exceptions)
            }
        }
    }

    // MARK: Words

    /// What holds under all sets, then what depends on them.
    var sentences: [String] {
        let place = label.isEmpty ? "" : "in \(label) "
        let count = "all \(sets.count + 1) parameter sets"
        let names = groups.map { $0.joined(separator: " ~ ") }
        let note = names.contains { $0.contains("~") } ? " (~: no order is claimed)" : ""
        let holding =
            names.count > 1
            ? "\(place)the order by rate \(names.joined(separator: " > "))\(note) holds under \(count)."
            : "\(place)no part of the order by rate of \(AnswerWords.list(designs)) holds under \(count)."
        return [holding.capitalizedFirst] + dependencies(place) + omissions(place)
    }

    private func dependencies(_ place: String) -> [String] {
        let found = dependent
        let listed = found.prefix(AnswerWords.mostListed).map { pair in
            "that \(pair.one) is ahead of \(pair.other) depends on the parameters: not under "
                + "\(AnswerWords.list(pair.exceptions))."
        }
        let more = found.count - listed.count
        return listed.map { (place + $0).capitalizedFirst }
            + (more > 0
                ? ["\(place)the order of \(more) more pairs depends on the parameters.".capitalizedFirst]
                : [])
    }

    private func omissions(_ place: String) -> [String] {
        leftOut.isEmpty
            ? []
            : [
                "\(place)without a place in this order, for lack of a rate that counts: \(AnswerWords.list(leftOut))."
                    .capitalizedFirst
            ]
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Array where Element: Hashable {
    /// Each element once, in the order of its first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
