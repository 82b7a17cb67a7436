import BlockLayer
import Tables
import Units

/// A design of the catalogue, which can be run.
public typealias CatalogueDesign = CatalogueEntry

/// Finds designs by name.
enum DesignChoice {
    /// The designs of these names, in this order; all for nil.
    /// Throws `usage` for an unknown name and for one that is there twice.
    static func designs(named names: [String]?) throws(HarnessError) -> [CatalogueDesign] {
        let all = Catalogue.all
        guard let names else { return all }
        var designs: [CatalogueDesign] = []
        for name in names {
            guard name != "all" else {
                throw .usage("\(SettingNames.designs, "all") includes the others: it stands alone")
            }
            let design = try design(named: name)
            guard !designs.contains(where: { $0.card.name == design.card.name }) else {
                throw .usage("\(SettingNames.designs) has \(design.card.name) twice")
            }
            designs.append(design)
        }
        return designs
    }

    /// The design of a name, with the word behind a colon for its parameter.
    /// Throws `usage` for an unknown name and for a word that the design does not take.
    static func design(named name: String) throws(HarnessError) -> CatalogueDesign {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let design = Catalogue.all.first(where: { $0.card.name == parts[0] }) else {
            throw .usage("\(unknown(name))")
        }
        guard parts.count > 1 else { return design }
        guard let parameter = design.card.parameter else {
            throw .usage("design \(design.card.name) takes nothing behind its name")
        }
        guard let chosen = design.with(parameter: String(parts[1])) else {
            throw .usage("design \(design.card.name): the \(parameter.name) must be \(parameter.range)")
        }
        return chosen
    }

    private static func unknown(_ name: String) -> String {
        let names = Catalogue.all.map(\.card.name)
        let hint = Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
        return "unknown design \(String(name.prefix(40)).debugDescription); "
            + (hint ?? "there are: \(names.joined(separator: ", "))")
    }
}
