import BlockLayer
import Tables

/// A design as a name of the catalogue means it.
public typealias Design = CatalogueEntry<RealMachine>

/// Finds designs by name.
enum DesignChoice {
    /// The designs of these names, in this order; all for nil.
    /// Throws `usage` for an unknown name and for one that is there twice.
    static func designs(named names: [String]?) throws(HarnessError) -> [Design] {
        let all = Catalogue.entries
        guard let names else { return all }
        var designs: [Design] = []
        for name in names {
            guard name != "all" else { throw .usage("--design all is all there is: it stands alone") }
            guard let design = all.first(where: { $0.card.name == name }) else {
                throw .usage(unknown(name))
            }
            guard !designs.contains(where: { $0.card.name == name }) else {
                throw .usage("--design has \(name) twice")
            }
            designs.append(design)
        }
        return designs
    }

    private static func unknown(_ name: String) -> String {
        let names = Catalogue.entries.map(\.card.name)
        let hint = Spelling.nearest(to: name, among: names).map { "did you mean \($0)?" }
        return "unknown design \(String(name.prefix(40)).debugDescription); "
            + (hint ?? "there are: \(names.joined(separator: ", "))")
    }
}
