import Results
import Statistics
import Units

extension FigureMaker {
    /// How far each design is behind the best of each setting, those that lead on a band of their own: what the first
    /// sentences of a report say.
    var answerFigures: [Figure] {
        answers.machines.filter { $0.rate.rankings.contains(where: \.isComparison) }.map {
            AnswerPlot(answer: $0.rate, machine: $0.machine, note: note(on: grid.cells)).figure
        }
    }
}

/// A line for each design, a point for each setting; far behind stands at the right edge.
private struct AnswerPlot {
    let answer: Answer
    let machine: String
    let note: String

    /// A line of the figure.
    private struct Line {
        let design: String
        /// Parts behind the best, of each setting where it was measured.
        let points: [Estimate]
        let text: String
    }

    private var leaders: [Answer.Standing] { answer.best + answer.possible }

    private var lines: [Line] {
        let leading = Set(leaders.map(\.design))
        let others = answer.standings.filter { !leading.contains($0.design) }.sorted {
            (isOtherWork($0.design) ? 1 : 0, $0.behind) < (isOtherWork($1.design) ? 1 : 0, $1.behind)
        }
        let compared = (leaders + others).map { standing in
            Line(
                design: standing.design,
                points: answer.rankings.compactMap { point(standing.design, in: $0) }, text: text(standing))
        }
        var seen = Set(answer.standings.map(\.design))
        let rest = answer.rankings.flatMap(\.otherWork).map(\.asked.design).filter {
            seen.insert($0).inserted
        }
        return compared + rest.map { Line(design: $0, points: [], text: "other work, not compared") }
    }

    private func isOtherWork(_ design: String) -> Bool {
        answer.rankings.contains { $0.otherWork.contains { $0.asked.design == design } }
    }

    private func point(_ design: String, in ranking: Ranking) -> Estimate? {
        let places = ranking.leading + ranking.behind + ranking.leftOut
        guard let place = places.first(where: { $0.design == design }) else { return nil }
        // Intervals are for one setting: the points of many would hide them.
        guard answer.rankings.count == 1, let best = ranking.leading.first?.cell, best.asked.design != design,
            let ratio = Ranking.change(of: place.cell, from: best, ranking.measure.value)?.ratio
        else { return Estimate(median: place.behind, low: place.behind, high: place.behind) }
        return Estimate(median: place.behind, low: 1 - ratio.upper, high: 1 - ratio.lower)
    }

    /// How far behind at most, and why that is not all.
    private func text(_ standing: Answer.Standing) -> String {
        let number = HumanNumber.percent(max(standing.behind, 0))
        let amount = (answer.rankings.count == 1 ? "" : "at most ") + number
        let lacks = answer.rankings.count { $0.leftOut.contains { $0.design == standing.design } }
        let places = answer.rankings.count == 1 ? "" : " in \(lacks) of \(answer.rankings.count)"
        if isOtherWork(standing.design) { return amount + "; elsewhere other work" }
        return lacks == 0 ? amount : amount + "; too few valid rounds" + places
    }

    /// Where the axis ends, in percent: beyond those that are not far behind.
    private func end(of lines: [Line]) -> Double {
        let worst = lines.compactMap { $0.points.map(\.median).max() }
        let near = worst.filter { $0 <= 1 - AxisZoom.nearPart }
        return max(1, (near.max() ?? worst.max() ?? 0) * 115)
    }

    var figure: Figure {
        let lines = lines
        let end = end(of: lines)
        var data = DataBlocks(columns: ["line", "design", "behind", "low", "high"])
        var plots: [String] = []
        for (place, line) in lines.enumerated() where !line.points.isEmpty {
            let rows = line.points.sorted { $0.median < $1.median }.map { point in
                ["\(place + 1)", GnuplotText.field(line.design)]
                    + [point.median, point.low, point.high].map(GnuplotText.number)
            }
            let index = data.add(line.design, rows)
            let style = DesignStyle(of: line.design)
            let columns =
                answer.rankings.count == 1
                ? "(clip($3)):1:(clip($4)):(clip($5)) with xerrorbars" : "(clip($3)):1 with linespoints"
            plots.append(
                "DATA index \(index) using \(columns) lc rgb '\(style.colour)' pt \(style.marker) ps 1.2 lw 1.4"
            )
        }
        let isCut = lines.contains { $0.points.contains { $0.median * 100 > end } }
        let zoom =
            isCut
            ? "Zoomed: designs that are more than \(AxisUnit.digits(end, most: 2)) % behind stand at the right edge. "
            : ""
        let settings = answer.rankings.count == 1 ? "" : "A point is a setting. "
        return Figure(
            name: "answer",
            title: answer.rankings.count == 1
                ? "Which design: rate behind the best" : "Which design: rate behind the best of each setting",
            subtitle: machine,
            note: "Green: nothing separates these from the fastest. " + settings + zoom + note,
            width: 900, height: 160 + 22 * lines.count, hasIntervals: false, data: data.text,
            commands: (axes(lines, end) + ["plot " + plots.joined(separator: ", \\\n  ")]).joined(
                separator: "\n"))
    }

    private func axes(_ lines: [Line], _ end: Double) -> [String] {
        let names = lines.enumerated().map { GnuplotText.tick($1.design, at: "\($0 + 1)") }
        let texts = lines.enumerated().map { place, line in
            let isCut = line.points.contains { $0.median * 100 > end }
            return "set label \(200 + place) \(GnuplotText.quoted((isCut ? "→ " : "") + line.text)) "
                + "at graph 1.02, first \(place + 1) left font ',12' noenhanced"
        }
        let room = 4 + (lines.map(\.text.count).max() ?? 0) * 6 / 7
        let low = min(0, (lines.flatMap(\.points).map(\.low).min() ?? 0) * 100)
        return [
            "clip(x) = x * 100 > \(end) ? \(end) : x * 100",
            "set xrange [\(max(low * 1.05, -end) - 0.03 * end):\(end * 1.02)]",
            "set yrange [\(lines.count).6:0.4]; set ytics (\(names.joined(separator: ", "))) scale 0",
            "set xlabel 'behind the best, %'; set rmargin \(room); set border 1; set grid xtics ytics",
            "set object 1 rectangle from graph 0, first 0.5 to graph 1, first \(leaders.count).5 "
                + "fillcolor rgb '#d9f0e3' fillstyle solid 1 noborder behind",
        ] + texts
    }
}
