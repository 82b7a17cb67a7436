import Foundation
import LinearTime
import Testing

@testable import Results

/// Files of results are read in a time that grows as they do, sound or damaged.
@Suite struct ReadingGrowthTests {
    private static func rows(_ count: Int) -> [CellRow] {
        (0..<count).map { number in
            var row = CellRow()
            row.cellID = "cell-\(number)"
            row.design = "d\(number % 5)"
            row.round = 1
            return row
        }
    }

    private static let damages: [(String, @Sendable (String) -> String)] = [
        ("none", { $0 }), ("a cut", { String($0.dropLast(9)) }),
        ("an open quote", { CellsCSV.header + "\"" + $0 }),
        ("quotes", { $0 + String(repeating: "\"\"", count: $0.utf8.count / 2) }),
        ("one line", { $0.replacing("\n", with: ",") }), ("no UTF-8", { $0 + "\u{fffd}\u{0}" }),
    ]

    @Test(arguments: damages.indices)
    func cellsAreReadInLinearTime(number: Int) {
        let (name, damage) = Self.damages[number]
        let growth = growth(from: 40) {
            Array(damage(CellsCSV.text(of: Self.rows($0))).utf8)
        } of: {
            (bytes: [UInt8]) in
            var reader = CSVReader(bytes, file: "cells.csv")
            try? CellsCSV.read(&reader, file: "cells.csv") { _ in }
        }
        #expect(growth < mostGrowth, "\(name)")
    }

    @Test func cellsAreGroupedInLinearTime() {
        let growth = growth(from: 100, input: Self.rows) { (rows: [CellRow]) in
            _ = Setting.all(of: CellSummary.summaries(of: rows))
        }
        #expect(growth < mostGrowth)
    }

    private static func histograms(_ size: Int, _ damage: String) -> String {
        let line = "run,cell,1,lat,1000,5\n"
        return CellHistogram.header + damage + String(repeating: line, count: size / line.count)
    }

    /// A quote that is left open makes a line of the rest of the file.
    @Test(arguments: ["", "r,\"c"])
    func histogramsAreReadInLinearTime(damage: String) {
        let growth = growth(from: 1 << 21) {
            Self.histograms($0, damage)
        } of: { (text: String) in
            let file = FileManager.default.temporaryDirectory.appending(path: "histograms-\(UUID()).csv").path
            defer { try? FileManager.default.removeItem(atPath: file) }
            try? Data(text.utf8).write(to: URL(filePath: file))
            do throws(ResultsError) {
                try HistogramsCSV.read(ofFile: file) { _, _ in }
                #expect(damage.isEmpty)
            } catch {
                #expect(error.reason == .badQuoting && error.line == 2 && !damage.isEmpty)
            }
        }
        #expect(growth < mostGrowth)
    }

    @Test func namesAreKeptApartInLinearTime() {
        let growth = growth(from: 1000) {
            $0
        } of: { (count: Int) in
            var names = DistinctNames()
            let taken = (0..<count).map { _ in names.take("rate") }
            #expect(taken.last == "rate-\(count)" && Set(taken).count == count)
        }
        #expect(growth < mostGrowth)
    }
}
