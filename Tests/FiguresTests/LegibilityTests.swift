import Foundation
import Results
import Testing

@testable import Figures

/// What readers have to be able to see.
@Suite struct LegibilityTests {
    private func figures(_ rows: [CellRow]) throws -> FigureSet {
        try FigureSet(ResultSet(name: "x", rows: rows))
    }

    private func script(_ figure: Figure, of figures: FigureSet) -> String {
        FigureScript(figure: figure, caption: figures.caption).text(.svg)
    }

    @Test func noTextIsSmallerThanElevenPixels() throws {
        let figures = try figures(MadeUpResults.everything(rounds: 9))
        for figure in figures.figures {
            let sizes = script(figure, of: figures).matches(of: /font '[A-Za-z]*,(\d+)'/).compactMap {
                Int($0.1)
            }
            #expect(!sizes.isEmpty && sizes.allSatisfy { $0 >= 11 }, "\(figure.name)")
        }
        // The page shows figures in their own size, so that eleven pixels are eleven.
        #expect(!PageTemplate.style.contains("svg { display: block; width"))
    }

    /// All neighbours that are named have room between them.
    @Test(arguments: [2, 5, 10, 40]) func ticksDoNotOverlap(count: Int) {
        let words = (0..<count).map { String(1 << min($0, 20)) }
        let places = words.indices.map { Double($0) / Double(max(1, count - 1)) }
        for width in [90.0, 120, 500] {
            let thinned = Ticks.thinned(words, at: places, width: width)
            #expect(thinned.count == count && thinned.last == words.last)
            let named = thinned.indices.filter { thinned[$0] != "" }
            for (one, next) in zip(named, named.dropFirst()) {
                let room = (places[next] - places[one]) * width
                #expect(
                    room > Double(words[one].count + words[next].count) * 7.5 / 2,
                    "\(words[one]) \(words[next])")
            }
        }
        #expect(Ticks.thinned(["1", "2"], at: [0, 1], width: 100) == ["1", "2"])
    }

    @Test func tenDepthsFitTheirPanels() throws {
        let rows = (0..<10).flatMap { power in
            ["cookie", "root-list", "busy-skip", "bio-array", "interrupt"].flatMap { design in
                MadeUpResults.rounds(design, setting: "s/x-iodepth\(1 << power)", iops: 1000) {
                    $0.iodepth = 1 << power
                    $0.table = "s/x"
                }
            }
        }
        let depth = try #require(try figures(rows).figures.first { $0.name.hasPrefix("depth") })
        let ticks = depth.commands.matches(of: /set xtics \(([^)]*)\)/).map { String($0.1) }
        let named = ticks.map { $0.matches(of: /'\d+'/).count }
        #expect(named.contains { $0 > 1 } && named.allSatisfy { $0 < 8 }, "\(named)")
    }

    /// Fifteen designs within 2 %: the axis is theirs, and says so.
    @Test func designsThatLieCloseAreToldApart() throws {
        let rows = DesignStyle.names.prefix(15).enumerated().flatMap { place, design in
            MadeUpResults.rounds(design, iops: 1_000_000 * (1 - 0.02 * Double(place) / 14), spread: 0.002)
        }
        let rate = try #require(try figures(rows).figures.first { $0.name == "rate" })
        let range = try #require(rate.commands.firstMatch(of: /set xrange \[([0-9.]+):([0-9.]+)\]/))
        let (low, high) = (try #require(Double(range.1)), try #require(Double(range.2)))
        #expect(low > 950 && 20 / (high - low) > 0.5, "\(low) \(high)")
        #expect(rate.commands.contains("zoomed: the axis does not begin at 0"))
    }

    @Test func whatIsFarFromTheOthersStandsAtTheEdge() throws {
        let rows =
            ["cookie", "busy-skip", "bio-array"].flatMap { MadeUpResults.rounds($0, iops: 1_000_000) }
            + MadeUpResults.rounds("interrupt", iops: 200_000, spread: 0)
        let rate = try #require(try figures(rows).figures.first { $0.name == "rate" })
        #expect(rate.data.contains("\t← 200"))
        #expect(rate.data.contains("200000.0"), "the data stay true")
    }

    @Test func axesBeginAtZeroWhereDesignsLieApart() {
        #expect(AxisZoom.start(of: [100, 50, 20], lows: [90, 45, 15], high: 110) == nil)
        #expect(
            AxisZoom.start(of: [100, 99], lows: [98, 97], high: 102) == nil, "two are told apart anyhow")
        #expect(AxisZoom.start(of: [100, 99, 98, 20], lows: [99, 98, 97, 20], high: 101) != nil)
    }

    /// The brightest is the fastest on a dark page too: what the colours of a heat map mean stays.
    @Test func darkPagesLeaveTheHeatMapAlone() throws {
        #expect(!PageTemplate.style.contains("invert"))
        for colour in ["rgb(0,34,78)", "rgb(254,232,56)", "rgb(1,1,1)", "rgb(254,254,254)"] {
            #expect(!DarkFigures.rules.contains("\"\(colour)\""), "\(colour)")
        }
        let figures = try figures(MadeUpResults.everything(rounds: 9))
        let kept: Set = ["#ffffff", "#999999"]
        for figure in figures.figures where figure.name != "heat-map" {
            for colour in script(figure, of: figures).matches(of: /'(#[0-9a-fA-F]{6})'/).map({ String($0.1) })
            {
                let numbers = Array(colour.dropFirst())
                let parts = stride(from: 0, to: 6, by: 2).map {
                    Int(String(numbers[$0...$0 + 1]), radix: 16) ?? 0
                }
                let rule = "\"rgb(\(parts.map(String.init).joined(separator: ",")))\""
                #expect(
                    kept.contains(colour) || DarkFigures.rules.contains(rule), "\(figure.name): \(colour)")
            }
        }
    }

    @Test func captionsAreTrueOfRoundsThatAreNotValid() throws {
        let rows =
            MadeUpResults.rounds("cookie", iops: 1000)
            + MadeUpResults.rounds("root-list", iops: 500) { row in
                row.valid = row.round > 2
                row.invalidReason = row.valid ? nil : "disturbed"
            }
            + MadeUpResults.rounds("busy-skip", iops: 900) { row in
                row.valid = false
                row.invalidReason = "disturbed"
            }
        let figures = try figures(rows)
        #expect(
            figures.caption.text(hasIntervals: false).hasPrefix("Median of the valid rounds, 7 to 9 of 9. "))
        let rate = try #require(figures.figures.first { $0.name == "rate" })
        #expect(
            rate.note == "† no round is valid, all are drawn: disturbed."
                && rate.commands.contains("busy-skip †"))
    }

    @Test func theAnswerFigureSaysWhatTheSentencesSay() throws {
        func swinging(_ design: String, _ phase: Int) -> [CellRow] {
            MadeUpResults.rounds(design, iops: 1000, spread: 0) {
                $0.iops = 980 + 20 * Double(($0.round + phase) % 3)
            }
        }
        let rows =
            swinging("cookie", 0) + swinging("busy-skip", 1) + MadeUpResults.rounds("root-list", iops: 400)
            + MadeUpResults.rounds("sync-submit", iops: 900)
        let inFlight = rows.map { row in
            var row = row
            row.latencyMeanNanoseconds = (row.design == "sync-submit" ? 1e9 : 16e9) / (row.iops ?? 1)
            return row
        }
        let figure = try #require(try figures(inFlight).figures.first)
        #expect(figure.name == "answer")
        // Two lines lie on the band.
        #expect(figure.commands.contains("to graph 1, first 2.5"))
        #expect(figure.commands.contains("→ 60 %") && figure.commands.contains("'other work, not compared'"))
    }
}
