import Results

extension FigureMaker {
    private static let times = StackedBars(
        label: "CPU time, ns per IO",
        parts: [
            StackedBars.Part(name: "user", colour: "#0072B2", value: \.cpuUserNanosecondsPerIO),
            StackedBars.Part(name: "system", colour: "#E69F00", value: \.cpuSystemNanosecondsPerIO),
        ])
    private static let counts = StackedBars(
        label: "times per IO",
        parts: [
            StackedBars.Part(name: "empty polls", colour: "#999999", value: \.emptyQueuePollsPerIO),
            StackedBars.Part(name: "lock waits", colour: "#882255", value: \.lockWaitsPerIO),
        ])

    private static let leftEdge = 0.17
    private static let rightEdge = 0.985
    /// What the numbers behind the longest bars need.
    private static let numbersWidth = 0.11

    /// What an IO costs in a setting: CPU time, and beside it the polls that found nothing and the waits for locks.
    func costFigure(_ index: Int) -> Figure? {
        let setting = grid.settings[index]
        let cells = grid.cells(of: setting)
        var data = DataBlocks(columns: ["line", "from", "to", "design"])
        let panels = [Self.times, Self.counts].compactMap { $0.commands(for: cells, &data) }
        guard !panels.isEmpty else { return nil }
        let start = [
            "set multiplot",
            "set yrange [\(cells.count).6:0.4]; set border 1; set style fill solid 1 noborder",
            "set key at graph 0, graph 1 left bottom horizontal maxrows 1 Left reverse noenhanced samplen 0.8 "
                + "width -1 font ',12'",
        ]
        let drawn = panels.enumerated().map { place, panel in
            Self.edges(place, of: panels.count) + "\n" + lines(of: cells, areNamed: place == 0) + "\n"
                + panel
        }
        let commands =
            start + [drawn.joined(separator: "\nunset for [i=101:130] label i\n"), "unset multiplot"]
        return Figure(
            name: Figure.name("cost", setting.label, number: index + 1), title: "Cost of an IO",
            subtitle: setting.label, note: note(on: cells), height: 180 + 22 * cells.count, linesAbove: 1.2,
            hasIntervals: false, data: data.text, commands: commands.joined(separator: "\n"))
    }

    private static func edges(_ place: Int, of count: Int) -> String {
        let width = (rightEdge - leftEdge) / Double(count)
        let left = leftEdge + Double(place) * width
        return "set lmargin at screen \(left); set rmargin at screen \(left + width - numbersWidth)"
    }

    /// All panels have the lines of the first, which has the names.
    private func lines(of cells: [CellSummary], areNamed: Bool) -> String {
        let names = cells.enumerated().map { line, cell in
            let name = areNamed ? cell.asked.design + mark(on: cell) : ""
            return GnuplotText.tick(name, at: "\(line + 1)")
        }
        return "set ytics (\(names.joined(separator: ", "))) scale 0"
    }
}
