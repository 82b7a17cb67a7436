import Testing

@testable import Results

@Suite struct ResultsBarsTests {
    private let rows = [("cookie", 500.0, 4000), ("root-list", 1000, 8000)].map { design, iops, p99 in
        var row = CellRow()
        row.design = design
        row.cellID = design
        row.iops = iops
        row.latencyP99Nanoseconds = UInt64(p99)
        return row
    }

    @Test func theBestOfEachColumnIsMarked() {
        let expected = """

            design     iops, /s        p99, µs
            cookie     ████      500   ████     4.00*
            root-list  ████████ 1000*  ████████ 8.00

            """
        #expect(ResultsBars.text(of: rows, BarStyle(columns: 41)) == expected)
    }

    @Test func narrowTerminalsGetFewerColumns() {
        for columns in 0...100 {
            let lines = ResultsBars.text(of: rows, BarStyle(columns: columns)).split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= columns }, "\(columns)")
            #expect(lines.isEmpty == (columns < 25), "\(columns)")
            #expect(lines.first?.contains("p99") ?? false == (columns >= 41), "\(columns)")
        }
    }

    @Test func asciiIsPlain() {
        let text = OutputFormat.text.text(of: rows, bars: BarStyle(isASCII: true))
        #expect(text.utf8.allSatisfy { $0 < 0x80 } && text.contains("p99, us") && text.contains("####"))
    }

    @Test func colourOnlyWhereItIsWanted() {
        #expect(!ResultsBars.text(of: rows, BarStyle(columns: 80)).contains("\u{1B}"))
        let lines = ResultsBars.text(of: rows, BarStyle(columns: 80, hasColour: true)).split(separator: "\n")
        #expect(lines.map { $0.contains("\u{1B}[1;32m") } == [false, true, true])
    }

    @Test func nothingToCompareHasNoBars() {
        #expect(ResultsBars.text(of: [rows[0]], BarStyle()) == "")
    }

    @Test func eighthsOfACharacter() {
        let bars = [0, 0.001, 0.125, 0.5, 1, 7].map { BarStyle().bar($0, width: 1) }
        #expect(bars == ["", "▏", "▏", "▌", "█", "█"])
    }
}
