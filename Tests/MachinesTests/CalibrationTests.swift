import BlockLayer
import Testing
import YAMLText

@testable import Machines

/// The arithmetic of calibration and comparison.
@Suite struct CalibrationTests {
    @Test func leastSquaresFindWhatIsThere() {
        let rows: [[Double]] = [[1, 1, 0], [1, 2, 0], [1, 4, 3], [0, 0, 1]]
        let truth: [Double] = [50, 20, 7]
        let values = rows.map { zip($0, truth).reduce(0) { $0 + $1.0 * $1.1 } }
        for (found, expected) in zip(nonNegativeLeastSquares(rows, values), truth) {
            #expect(abs(found - expected) < 0.01)
        }
    }

    /// Where the best would be negative, it is 0, and the others make the best of that.
    @Test func noPriceIsNegative() {
        let found = nonNegativeLeastSquares([[1, 1], [1, 0]], [10, 30])
        #expect(found[1] == 0)
        #expect(found[0] > 10 && found[0] < 30)
    }

    private func cells(_ truth: [Double], noise: [Double]) -> [Calibration.Cell] {
        let counts: [[Double]] = [
            [0, 0, 0, 0, 1], [1, 1, 1, 1, 1], [1, 2, 2, 2, 1], [1, 4, 4, 1, 0.5], [1, 3, 1, 1, 1],
        ]
        return zip(counts, noise).map { counts, noise in
            let left = zip(counts, truth).reduce(0) { $0 + $1.0 * $1.1 }
            return Calibration.Cell(
                counts: counts, nanoseconds: 2 * left, leftNanoseconds: left * (1 + noise))
        }
    }

    /// What the noise of one design would make of its prices, the others correct.
    @Test func pricesAreNearThoseOfAllDesigns() {
        let truth: [Double] = [40, 15, 25, 20, 8]
        func error(_ outcome: Calibration.Outcome) -> Double {
            zip(WorkPrices.all, truth).map { abs(outcome.prices[keyPath: $0] - $1) }.max() ?? 0
        }
        let quiet = cells(truth, noise: [0, 0, 0, 0, 0])
        let noisy = cells(truth, noise: [0, 0.1, -0.1, 0.1, 0])
        let alone = Calibration.outcomes([noisy])[0]
        let together = Calibration.outcomes(Array(repeating: quiet, count: 9) + [noisy])
        #expect(error(together[9]) < error(alone), "\(error(together[9])), \(error(alone))")
        #expect(together[0].worstError < 0.01 && together[9].worstError < 0.1)
    }

    @Test func pricesAreReadAsTheyAreWritten() throws {
        var prices = WorkPrices()
        prices.rootNanoseconds = 61.5
        prices.lookNanoseconds = 7
        let book = WorkPriceBook(about: "a \"machine\"", prices: ["cookie": prices])
        #expect(try WorkPriceBook(of: YAMLFile(text: book.text, named: "prices.yaml")) == book)
        #expect(book.prices(of: "cookie:4") == prices)
        #expect(book.prices(of: "unknown") == WorkPrices())
    }

    @Test(arguments: [
        ("about: x\nprices:\n  cookie: {rot: 1}\n", "prices.yaml:3:12: "),
        ("about: x\nprices:\n  cookie: {root: -1}\n", "prices.yaml:3:18: "),
        ("about: x\n", "prices.yaml:1:1: "),
    ])
    func mistakesHaveTheirPlace(text: String, place: String) {
        let error = #expect(throws: TextFileError.self) {
            try WorkPriceBook(of: YAMLFile(text: text, named: "prices.yaml"))
        }
        #expect(error?.description.hasPrefix(place) == true, "\(error?.description ?? "")")
    }

    /// All designs have prices.
    @Test func theBookIsComplete() {
        for design in Catalogue.designs {
            #expect(WorkPriceBook.builtIn.prices[design.card.name] != nil, "\(design.card.name)")
        }
    }

    @Test func ordersAgreeByPairs() {
        func row(_ real: Double, _ modelled: Double, spread: Double = 0.01) -> HostComparison.Row {
            HostComparison.Row(
                cell: "", design: "", realRate: real, modelledRate: modelled, realLag: 1, modelledLag: 1,
                spread: spread)
        }
        #expect(HostComparison.orderAgreement([row(1, 1), row(2, 2), row(3, 3)]) == 1)
        #expect(HostComparison.orderAgreement([row(1, 3), row(2, 2), row(3, 1)]) == -1)
        // Two that do not differ have no order.
        #expect(HostComparison.orderAgreement([row(100, 1), row(100.5, 0)]) == nil)
    }
}
