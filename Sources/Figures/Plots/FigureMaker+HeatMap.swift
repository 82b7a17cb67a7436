import Results

extension FigureMaker {
    /// The rate of each design in each setting, as a part of the best there. Two of either make a map.
    var heatMaps: [Figure] {
        let settings = grid.settings.filter { best(in: $0) != nil }
        guard settings.count > 1, grid.designs.count > 1 else { return [] }
        return [heatMap(of: settings)]
    }

    /// The highest rate of a setting, of cells that can be trusted where there are any.
    private func best(in setting: Setting) -> Double? {
        let cells = setting.cells
        let trusted = cells.filter(\.isTrusted)
        return (trusted.isEmpty ? cells : trusted).compactMap { Estimate.median(of: $0, \.iops) }
            .filter {
                $0 > 0
            }
            .max()
    }

    private func heatMap(of settings: [Setting]) -> Figure {
        var data = DataBlocks(columns: ["design", "setting", "part of the best", "text"])
        _ = data.add(
            "cells", settings.enumerated().flatMap { row, setting in cellFields(setting, row: row + 1) })
        let widest = min(settings.map(\.label.count).max() ?? 0, Self.longestLabel)
        return Figure(
            name: "heat-map", title: "Rate as a part of the best of each setting", subtitle: "",
            note: note(on: settings.flatMap(\.cells)),
            width: max(760, 230 + 7 * widest + 40 * grid.designs.count),
            height: 200 + 22 * settings.count, linesBelow: 5.6, hasIntervals: false, data: data.text,
            commands: axes(settings) + "\n" + Self.plot)
    }

    /// A line for each design; where no cell can be trusted, the setting is marked and not each of them.
    private func cellFields(_ setting: Setting, row: Int) -> [[String]] {
        guard let best = best(in: setting) else { return [] }
        return grid.designs.enumerated().compactMap { column, design in
            guard let cell = grid[design, setting], let rate = Estimate.median(of: cell, \.iops)
            else { return nil }
            let mark = cell.isTrusted || !Self.isTrusted(setting) ? "" : "†"
            let text = AxisUnit.digits(min(rate / best, 9.99)).prefix(4) + mark
            return ["\(column + 1)", "\(row)", "\(rate / best)", String(text)]
        }
    }

    private static func isTrusted(_ setting: Setting) -> Bool { setting.cells.contains(where: \.isTrusted) }

    private static let longestLabel = 48

    private func axes(_ settings: [Setting]) -> String {
        let designs = grid.designs.enumerated().map { "\(GnuplotText.quoted($1)) \($0 + 1)" }
        let labels = settings.enumerated().map {
            let label =
                $1.label.count > Self.longestLabel
                ? $1.label.prefix(Self.longestLabel - 1) + "…" : $1.label[...]
            return GnuplotText.quoted(label + (Self.isTrusted($1) ? "" : " †")) + " \($0 + 1)"
        }
        return """
            set xrange [0.5:\(grid.designs.count).5]; set yrange [\(settings.count).5:0.5]
            set xtics (\(designs.joined(separator: ", "))) rotate by 40 right scale 0
            set ytics (\(labels.joined(separator: ", "))) scale 0
            unset grid; set border 0; set rmargin 10
            """
    }

    /// Dark is slow: a part of Cividis, which looks the same to those who do not see all colours.
    private static let plot = """
        set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
        set cbrange [0:1]; set cbtics ('0' 0, '0.5' 0.5, '1' 1); set colorbox
        plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \\
          DATA using 1:2:4:($3 > 0.6 ? 0x000000 : 0xffffff) with labels font ',11' textcolor rgb variable
        """
}
