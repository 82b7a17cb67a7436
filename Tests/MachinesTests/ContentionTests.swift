import BlockLayer
import Testing

@testable import Machines

/// The arithmetic of contention, on readings that are made up.
@Suite struct ContentionTests {
    private static func point(_ cpus: Int, _ add: Double, _ exchange: Double = 30) -> ContentionCurve.Point {
        ContentionCurve.Point(
            cpus: cpus, addNanoseconds: add, exchangeNanoseconds: exchange, transferNanoseconds: 50)
    }

    @Test func overlapIsOfFourCPUsAndMore() {
        let curve = ContentionCurve(points: [
            Self.point(2, 40), Self.point(4, 25), Self.point(8, 20), Self.point(16, 15),
        ])
        #expect(curve.overlap == 0.4)
        #expect(ContentionCurve(points: [Self.point(2, 40), Self.point(3, 35)]).overlap == 0.7)
    }

    @Test(arguments: [(9.4, 40.0, true), (9.4, 20.0, false), (20.0, 90.0, false)])
    func additionsAtHomeAreFarFasterThanLoops(add: Double, exchange: Double, isAtHome: Bool) {
        let curve = ContentionCurve(points: [Self.point(8, add, exchange)])
        #expect(curve.additionsRunAtHome(canRun: true) == isAtHome)
        #expect(!curve.additionsRunAtHome(canRun: false))
    }

    /// Four CPUs in two clusters of two, that have the word in turn.
    private static let clusters = [0, 0, 1, 1]

    private static func log(_ turn: [UInt16]) -> WinnerLog {
        WinnerLog((0..<20_000).map { turn[$0 % turn.count] }, clusters: clusters)
    }

    @Test func runsWithinAClusterAreCounted() {
        let log = Self.log([0, 1, 2, 3])
        #expect(abs(log.farPart - 0.5) < 0.001 && abs(log.runLength - 2) < 0.01)
        // Of the three others, one is in the cluster: two of three hand-overs leave it.
        #expect(abs(log.fifoRunLength - 1.5) < 0.001)
        #expect(log.arbitration == .fifo)
    }

    @Test func longRunsAreBatches() {
        let log = Self.log([0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3])
        #expect(log.arbitration == .clusterFirst(batch: 6))
        #expect(abs(log.farPart - 1.0 / 6) < 0.001)
    }

    /// A CPU that adds twice in a row has handed nothing over.
    @Test func additionsInARowAreOneHandOver() {
        let log = Self.log([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
        #expect(log.arbitration == .fifo && abs(log.runLength - 2) < 0.01)
        #expect(abs(log.farPart - 0.125) < 0.001)
        #expect(abs(log.ownerRunLength - 4) < 0.01)
    }

    /// Near hand-overs take 0.4 · 25 ns, far ones 0.2 · 100 ns; half of all are far: 15 ns each on average.
    @Test func theOverlapBetweenClustersIsWhatIsLeft() throws {
        let far = try #require(
            Self.log([0, 1, 2, 3]).farOverlap(
                addNanoseconds: 15, overlap: 0.4, nearNanoseconds: 25, farNanoseconds: 100))
        #expect(abs(far - 0.2) < 0.001)
    }

    @Test func nothingLeftIsNoOverlap() {
        let log = Self.log([0, 1, 2, 3])
        #expect(
            log.farOverlap(addNanoseconds: 4, overlap: 0.4, nearNanoseconds: 25, farNanoseconds: 100) == nil)
        let near = Self.log([0, 1])
        #expect(
            near.farOverlap(addNanoseconds: 15, overlap: 0.4, nearNanoseconds: 25, farNanoseconds: 100) == nil
        )
    }

    @Test func readingsAreSummedUp() {
        #expect(Readings.median([3, 1, 2]) == 2 && Readings.quiet([4, 1, 3, 2, 5]) == 2)
        #expect(Readings.quantile(0.9, []) == 0 && Readings.rounded(123.456) == 123)
        #expect(MachineMeasurement.counts(upTo: 6) == [2, 4, 6] && MachineMeasurement.counts(upTo: 2) == [2])
    }
}
