import Testing

@testable import Results

@Suite struct NoiseFloorTests {
    private func rows(_ cell: String, _ rates: [Double?], p50: [UInt64] = []) -> [CellRow] {
        rates.enumerated().map { place, rate in
            var row = CellRow()
            row.cellID = cell
            row.round = place + 1
            row.iops = rate
            row.latencyP50Nanoseconds = p50.isEmpty ? nil : p50[place]
            row.valid = true
            return row
        }
    }

    @Test func aSingleRoundSaysNothing() {
        #expect(NoiseFloor(rows("a", [100]) + rows("b", [200])).text == nil)
        #expect(NoiseFloor([]).text == nil)
    }

    @Test func itIsTheMedianDifferenceOfAllCells() {
        let floor = NoiseFloor(rows("a", [100, 101, 101]) + rows("b", [1000, 1200]))
        #expect(abs(floor.iops! - 0.01) < 1e-12)
        #expect(floor.text == "noise floor: rounds of the same cell differ by 1.0 % in iops")
    }

    @Test func whatWasNotMeasuredOrIsNotValidDoesNotCount() {
        var rows = rows("a", [100, nil, 0, 100, 110], p50: [10, 10, 10, 10, 12])
        rows[4].valid = false
        #expect(NoiseFloor(rows).iops == nil)
        #expect(NoiseFloor(rows).latencyP50 == 0)
    }

    @Test func roundsAreComparedInTheirOrder() {
        let floor = NoiseFloor(rows("a", [100, 110, 120]).reversed())
        #expect(abs(floor.iops! - (0.1 + 1.0 / 11) / 2) < 1e-12)
    }
}
