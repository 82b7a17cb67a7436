import ArgumentParser
import BlockLayer
import Harness

/// `pollbench designs`: the catalogue.
struct DesignsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "designs", abstract: "List the polling designs and what they add to each IO.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, csv, json, markdown
    }

    @Option(help: ArgumentHelp("Form of the list: text, csv, json or markdown.", valueName: "form"))
    var format = Format.text

    func run() {
        let rows = Catalogue.all.map { design in
            DesignRow(
                name: design.card.name, author: design.card.author, source: design.card.source,
                link: design.card.link, origin: design.card.origin,
                file: design.isKernel ? nil : design.card.file, idea: design.card.idea,
                stateBytesPerRoot: design.stateBytesPerRoot, stateBytesPerClone: design.stateBytesPerClone,
                counts: design.isKernel ? nil : design.card.counting.rawValue,
                parameter: design.card.parameter.map { "\(design.card.name):… \($0.text)" },
                limits: design.card.limits,
                switches: Axis.switches(of: design).map(\.key))
        }
        Pollbench.write(DesignRow.text(of: rows, as: format))
    }
}
