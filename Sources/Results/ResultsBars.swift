import Units

/// Bars below the table: of each setting the designs beside each other, the best of each column marked.
enum ResultsBars {
    /// In the order in which narrow terminals have room for them.
    private static let measures = [Measure.iops, .latencyP99, .lagP99]
    private static let barLengths = 8...32

    /// Empty where there is nothing to compare, or no room.
    static func text(of rows: [CellRow], _ style: BarStyle) -> String {
        Setting.all(of: CellSummary.summaries(of: rows)).filter { $0.cells.count > 1 }.map { setting in
            let chart = chart(of: setting.cells, style)
            let heading = setting.label.isEmpty ? "" : setting.label.printable + "\n"
            return chart.isEmpty ? "" : "\n" + heading + chart
        }
        .joined()
    }

    private static func chart(of cells: [CellSummary], _ style: BarStyle) -> String {
        let names = ["design"] + cells.map(\.asked.design.printable)
        let nameWidth = names.map(\.count).max() ?? 0
        let all = measures.compactMap { Column($0, of: cells) }
        let choices = (1...max(1, all.count)).reversed().map { Array(all.prefix($0)) }
        let room = { (columns: [Column]) in
            let taken = columns.reduce(nameWidth) { $0 + $1.numberWidth + 3 }
            return (style.columns - taken) / max(1, columns.count)
        }
        guard let columns = choices.first(where: { room($0) >= barLengths.lowerBound }), !columns.isEmpty
        else { return "" }
        let length = min(room(columns), barLengths.upperBound)
        return names.indices.map { line in
            let bars = columns.map { "  " + $0.text(line, length, style) }.joined()
            return (padded(names[line], to: nameWidth) + bars).trimmingEnd + "\n"
        }
        .joined()
    }

    /// The bars of one measure, and the numbers behind them.
    private struct Column {
        let heading: String
        let medians: [Double?]
        let numbers: [String]
        let best: Set<Int>
        let numberWidth: Int

        init?(_ measure: Measure, of cells: [CellSummary]) {
            medians = cells.map(measure.median)
            let known = medians.compactMap(\.self)
            guard (known.max() ?? 0) > 0 else { return nil }
            let scale = HumanNumber.Scale(measure.quantity, of: known)
            heading = "\(measure.name), \(scale.unit)"
            numbers = medians.map { $0.map(scale.text) ?? "-" }
            best = measure.bestCells(of: cells)
            numberWidth = (numbers.map(\.count).max() ?? 0) + 1
        }

        /// - Parameter line: 0 for the heading, then the cells.
        func text(_ line: Int, _ length: Int, _ style: BarStyle) -> String {
            let width = length + 1 + numberWidth
            guard line > 0 else { return padded(heading, to: width) }
            let isBest = best.contains(line - 1)
            let part = (medians[line - 1] ?? 0) / (medians.compactMap(\.self).max() ?? 1)
            let bar = style.bar(part, width: length)
            let number = padded(numbers[line - 1] + (isBest ? "*" : " "), to: numberWidth, atEnd: false)
            let text = padded(bar, to: length) + " " + number
            return isBest ? style.highlighted(text) : text
        }
    }

    private static func padded(_ text: String, to width: Int, atEnd: Bool = true) -> String {
        let padding = String(repeating: " ", count: max(0, width - text.count))
        return atEnd ? text + padding : padding + text
    }
}

extension String {
    fileprivate var trimmingEnd: Substring {
        var line = self[...]
        while line.last == " " { line.removeLast() }
        return line
    }
}
