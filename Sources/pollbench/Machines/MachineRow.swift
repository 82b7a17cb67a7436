import Foundation
import Machines
import Results

/// What `pollbench machines` prints of a description.
struct MachineRow: Encodable {
    private let name: String
    private let cpus: Int
    private let nodes: Int
    private let sockets: Int
    /// Numbers by their kind of source.
    private let measured: Int
    private let estimated: Int
    private let about: String

    init(_ description: MachineDescription) {
        name = description.model.name
        cpus = description.model.cpuCount
        nodes = description.model.groupCount(of: description.model.nodeLevel)
        sockets = description.socketCount
        measured = description.count(.measured)
        estimated = description.count(.estimated)
        about = description.about
    }

    private static let numbers: [(name: String, value: @Sendable (MachineRow) -> Int)] = [
        ("cpus", \.cpus), ("nodes", \.nodes), ("sockets", \.sockets), ("measured", \.measured),
        ("estimated", \.estimated),
    ]

    static func text(of rows: [MachineRow], as format: MachinesListCommand.Format) -> String {
        switch format {
        case .text: grid(rows)
        case .csv: csv(rows)
        case .json: json(rows)
        }
    }

    private static func grid(_ rows: [MachineRow]) -> String {
        var grid = TextGrid()
        grid.columns =
            [TextGrid.Column(alignment: .left, cells: ["name"] + rows.map(\.name))]
            + numbers.map { name, value in
                TextGrid.Column(alignment: .right, cells: [name] + rows.map { String(value($0)) })
            }
            + [TextGrid.Column(alignment: .left, cells: ["machine"] + rows.map(\.about))]
        return grid.text
    }

    private static func csv(_ rows: [MachineRow]) -> String {
        rows.reduce(into: CSV.line(["name"] + numbers.map(\.name) + ["about"])) { text, row in
            text += CSV.line([row.name] + numbers.map { String($0.value(row)) } + [row.about])
        }
    }

    private static func json(_ rows: [MachineRow]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(rows) else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
