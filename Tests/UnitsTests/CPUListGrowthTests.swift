import LinearTime
import Testing

@testable import Units

@Suite struct CPUListGrowthTests {
    /// Each range may name all CPUs there can be.
    @Test func theTimeIsThatOfTheText() throws {
        let growth = try growth(from: 2000) {
            Array(repeating: "0-8191", count: $0).joined(separator: ",")
        } of: {
            _ = try CPUList(parsing: $0)
        }
        #expect(growth < mostGrowth)
    }

    @Test(arguments: [
        ("3,1,2", [1, 2, 3]), ("0-3,2-5", [0, 1, 2, 3, 4, 5]), ("5,0-9,5,4-6", Array(0...9)), ("7,7", [7]),
        ("0-1,4-5,0-5", Array(0...5)),
    ])
    func rangesMayOverlap(text: String, cpus: [Int]) throws {
        #expect(try CPUList(parsing: text).cpus == cpus)
    }
}
