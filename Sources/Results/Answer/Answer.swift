/// Which designs to use and which to avoid by one measure, over all settings of some results.
public struct Answer: Sendable {
    /// How a design stands in the settings where it was compared.
    public struct Standing: Sendable {
        /// The name of the design.
        public let design: String
        /// How far its median is behind the best where that is furthest, as a part, and the label of that setting.
        public let behind: Double
        public let place: String
        /// Whether it leads in all settings.
        let leads: Bool
        /// Whether it leads wherever it was compared, and its medians are with the best where it lacks valid rounds.
        let mayLead: Bool
        /// How far it is shown to be behind, as a part, and the label of that setting; 0 where nothing shows it.
        public let shown: Double
        let shownPlace: String
    }

    /// The measure by which designs are ranked.
    public let measure: Measure
    /// The rankings of the settings with more than one design.
    public let rankings: [Ranking]
    /// The standings of all designs that were compared or left out, the least behind first.
    public let standings: [Standing]

    /// A design that is shown to be further behind is one to avoid.
    public static let avoidedBeyond = 0.05

    /// - Parameter noise: of the same rows as the settings.
    public init(_ settings: [Setting], by measure: Measure, noise: NoiseFloor) {
        self.measure = measure
        let floor = noise.part(of: measure) ?? 0
        let rankings = settings.filter { $0.cells.count > 1 }
            .map { Ranking($0, by: measure, noise: floor) }
        self.rankings = rankings
        var seen: Set<String> = []
        let designs = rankings.flatMap { ($0.leading + $0.behind + $0.leftOut).map(\.design) }
            .filter { seen.insert($0).inserted }
        standings = designs.map { Standing($0, in: rankings) }.sorted { $0.behind < $1.behind }
    }

    /// The settings in which designs were compared.
    var compared: [Ranking] { rankings.filter(\.isComparison) }

    /// The designs that nothing beats by more than chance in any setting.
    public var best: [Standing] { standings.filter(\.leads) }

    /// The designs that lack the valid rounds to show whether they are among the best.
    public var possible: [Standing] { standings.filter { $0.mayLead && !$0.leads } }

    /// The designs that are shown to be far behind somewhere, the worst last.
    public var avoided: [Standing] {
        standings.filter { $0.shown >= Self.avoidedBeyond }.sorted { $0.shown < $1.shown }
    }

    /// The designs that were left out although their medians are ahead of all others by more than the noise.
    var challengers: [(ranking: Ranking, place: Ranking.Place)] {
        rankings.flatMap { ranking in
            ranking.leftOut.filter { ranking.isComparison && $0.cell.isTrusted && $0.behind < -ranking.noise }
                .map { (ranking, $0) }
        }
    }
}

extension Answer.Standing {
    fileprivate init(_ design: String, in rankings: [Ranking]) {
        self.design = design
        var leadCount = 0
        var withTheBest = 0
        var (behind, place) = (-Double.infinity, "")
        for ranking in rankings {
            func found(_ places: [Ranking.Place]) -> Ranking.Place? { places.first { $0.design == design } }
            let leading = found(ranking.leading)
            let later = found(ranking.behind)
            let leftOut = found(ranking.leftOut)
            if leading != nil { leadCount += 1 }
            if let leftOut, leftOut.cell.isTrusted, leftOut.behind <= max(ranking.noise, ranking.spread) {
                withTheBest += 1
            }
            guard let here = leading ?? later ?? leftOut else { continue }
            if here.behind > behind { (behind, place) = (here.behind, ranking.setting.label) }
        }
        let compared = rankings.filter(\.isComparison)
        leads = !compared.isEmpty && compared.allSatisfy { $0.leading.contains { $0.design == design } }
        mayLead = !compared.isEmpty && leadCount + withTheBest == rankings.count
        (self.behind, self.place) = (behind, place)
        (shown, shownPlace) = Self.shown(design, in: compared)
    }

    /// How far a design is shown to be behind where that is furthest, and the label of that setting. Of an ensemble it
    /// is what all parameter sets show.
    private static func shown(_ design: String, in rankings: [Ranking]) -> (behind: Double, place: String) {
        let ensembles = rankings.map(\.setting.ensembleID).uniqued().map { id in
            rankings.filter { $0.setting.ensembleID == id }
        }
        return ensembles.reduce((0, "")) { most, ensemble in
            let found = ensemble.compactMap { ranking in
                ranking.behind.first { $0.design == design }.map { ($0.behind, ranking.setting.label) }
            }
            guard found.count == ensemble.count, let least = found.min(by: { $0.0 < $1.0 }), least.0 > most.0
            else { return most }
            return least
        }
    }
}
