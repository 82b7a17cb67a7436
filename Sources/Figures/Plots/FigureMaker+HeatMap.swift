import Results

extension FigureMaker {
    /// The rate of each design in each setting, in percent of the best there. Two of either make a map.
    var heatMaps: [Figure] {
        let settings = grid.settings.filter { best(in: $0) != nil }
        guard settings.count > 1, grid.designs.count > 1 else { return [] }
        return [heatMap(of: settings)]
    }

    /// The highest rate of a setting, of cells that did the same work and can be trusted where there are any.
    private func best(in setting: Setting) -> Double? {
        let cells = setting.cells.filter(grid.didTheWork)
        let trusted = cells.filter(\.isTrusted)
        return (trusted.isEmpty ? cells : trusted).compactMap { Estimate.median(of: $0, \.iops) }
            .filter { $0 > 0 }.max()
    }

    private func heatMap(of settings: [Setting]) -> Figure {
        var data = DataBlocks(columns: ["design", "setting", "% of the best", "text"])
        _ = data.add(
            "cells", settings.enumerated().flatMap { row, setting in cellFields(setting, row: row + 1) })
        let darkest = darkest(of: settings)
        let zoom = darkest == 0 ? "" : "Zoomed: \(Int(darkest)) % and less have the darkest colour. "
        let widest = min(settings.map(\.label.count).max() ?? 0, Self.longestLabel)
        return Figure(
            name: "heat-map", title: "Rate in percent of the best of each setting", subtitle: "",
            note: zoom + note(on: settings.flatMap(\.cells)),
            width: max(760, 130 + 8 * widest + 44 * grid.designs.count),
            height: 200 + 22 * settings.count, linesBelow: 5.6, hasIntervals: false, data: data.text,
            commands: axes(settings) + "\n" + Self.plot(from: darkest))
    }

    /// A line for each design; where no cell can be trusted, the setting is marked and not each of them.
    private func cellFields(_ setting: Setting, row: Int) -> [[String]] {
        guard let best = best(in: setting) else { return [] }
        return grid.designs.enumerated().compactMap { column, design in
            guard let cell = grid[design, setting], let rate = Estimate.median(of: cell, \.iops)
            else { return nil }
            let mark =
                (cell.isTrusted || !Self.isTrusted(setting) ? "" : "†") + (grid.didTheWork(cell) ? "" : "‡")
            let percent = min(rate / best, 9.99) * 100
            let text = percent >= 99.95 ? "\(Int(percent.rounded()))" : AxisUnit.digits(percent)
            return ["\(column + 1)", "\(row)", "\(percent)", String(text.prefix(4)) + mark]
        }
    }

    /// Where the scale of colours begins: at zero, or where most cells are so close to the best that they would all
    /// look alike, at the twentieth below them.
    private func darkest(of settings: [Setting]) -> Double {
        let parts = settings.flatMap { setting -> [Double] in
            guard let best = best(in: setting) else { return [] }
            return setting.cells.compactMap { Estimate.median(of: $0, \.iops) }.map { min($0 / best, 1) }
        }
        guard AxisZoom.helps(parts) else { return 0 }
        let least = zip(parts, AxisZoom.near(parts)).filter(\.1).map(\.0).min() ?? 0
        return min(0.95, (least * 20).rounded(.down) / 20) * 100
    }

    private static func isTrusted(_ setting: Setting) -> Bool { setting.cells.contains(where: \.isTrusted) }

    private static let longestLabel = 48

    private func axes(_ settings: [Setting]) -> String {
        let designs = grid.designs.enumerated().map { GnuplotText.tick($1, at: "\($0 + 1)") }
        let labels = settings.enumerated().map {
            let label =
                $1.label.count > Self.longestLabel
                ? $1.label.prefix(Self.longestLabel - 1) + "…" : $1.label[...]
            return GnuplotText.tick(label + (Self.isTrusted($1) ? "" : " †"), at: "\($0 + 1)")
        }
        return """
            set xrange [0.5:\(grid.designs.count).5]; set yrange [\(settings.count).5:0.5]
            set xtics (\(designs.joined(separator: ", "))) rotate by 40 right scale 0
            set ytics (\(labels.joined(separator: ", "))) scale 0
            unset grid; set border 0; set rmargin 10
            """
    }

    /// Dark is slow: a part of Cividis, which looks the same to those who do not see all colours.
    /// Text on it is nearly black, which is not the black of other text: a dark page leaves it as it is.
    private static func plot(from darkest: Double) -> String {
        let light = darkest + 0.6 * (100 - darkest)
        let ticks = [darkest, (darkest + 100) / 2, 100].map { "'\(AxisUnit.digits($0, most: 3)) %%' \($0)" }
        return """
            set palette defined (0 '#00224e', 0.25 '#35456c', 0.5 '#7b7b78', 0.75 '#bcae6c', 1 '#fee838')
            set cbrange [\(darkest):100]; set cbtics (\(ticks.joined(separator: ", "))); set colorbox
            plot DATA using 1:2:(0.48):(0.46):3 with boxxyerror fillcolor palette fillstyle solid 1 noborder, \\
              DATA using 1:2:4:($3 > \(light) ? 0x010101 : 0xfefefe) with labels font ',13' textcolor rgb variable
            """
    }
}
