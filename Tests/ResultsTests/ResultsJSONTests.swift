import Foundation
import RandomNumbers
import Testing

@testable import Results

@Suite struct ResultsJSONTests {
    private func parsed(_ rows: [CellRow]) throws -> [[String: Any]] {
        let data = Data(ResultsJSON.text(of: rows).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func anotherParserReadsTheSameValues(seed: UInt64) throws {
        var generator = RandomGenerator(seed: seed)
        let row = generator.row()
        let object = try #require(try parsed([row]).first)
        #expect(Set(object.keys) == Set(CellRow.columns.map(\.name)), "seed \(seed)")
        #expect(object["run_id"] as? String == row.runID, "seed \(seed)")
        #expect(object["command"] as? String == row.command, "seed \(seed)")
        #expect(object["invalid_reason"] as? String == row.invalidReason, "seed \(seed)")
        #expect(object["valid"] as? Bool == row.valid, "seed \(seed)")
        #expect((object["seed"] as? NSNumber)?.uint64Value == row.seed, "seed \(seed)")
        #expect((object["round"] as? NSNumber)?.intValue == row.round, "seed \(seed)")
        #expect((object["ios"] as? NSNumber)?.uint64Value == row.ios, "seed \(seed)")
        #expect(object["time"] as? String == row.time.description, "seed \(seed)")
    }

    /// JSONDecoder, because JSONSerialization is off by a last digit for some numbers.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func numbersKeepEveryDigit(seed: UInt64) throws {
        struct Rates: Decodable { let iops: Double? }
        var generator = RandomGenerator(seed: seed)
        let rows = (0..<10).map { _ in generator.row() }
        let rates = try JSONDecoder().decode([Rates].self, from: Data(ResultsJSON.text(of: rows).utf8))
        #expect(rates.map(\.iops) == rows.map(\.iops), "seed \(seed)")
    }

    @Test func whatIsNotMeasuredIsNull() throws {
        var row = CellRow()
        row.iops = .nan
        row.ios = 0
        row.commit = ""
        let object = try #require(try parsed([row]).first)
        #expect(object["iops"] is NSNull)
        #expect(object["lat_p99_ns"] is NSNull)
        #expect(object["commit"] is NSNull)
        #expect((object["ios"] as? NSNumber)?.intValue == 0)
    }

    @Test func keysFollowTheColumns() {
        let text = ResultsJSON.text(of: [CellRow()])
        #expect(
            text.hasPrefix("[\n{\"schema_version\":4,\"time\":\"1970-01-01T00:00:00.000Z\",\"commit\":null,"))
    }

    @Test(arguments: [0, 1, 3])
    func anArrayOfAnyLength(count: Int) throws {
        #expect(try parsed(Array(repeating: CellRow(), count: count)).count == count)
    }
}
