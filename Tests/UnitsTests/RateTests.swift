import Testing
import Units

@Suite struct RateTests {
    @Test(arguments: [
        (0, "0.00"), (0.5, "0.50"), (2.5, "2.50"), (12.34, "12.3"), (950, "950"), (999.4, "999"),
        (999.5, "1.00k"), (19_000, "19.0k"), (470_000, "470k"), (1_234_567, "1.23M"), (999_499, "999k"),
        (999_500, "1.00M"), (2e9, "2.00G"), (1.5e12, "1.50T"), (9.99e14, "999T"),
    ])
    func printsThreeDigits(perSecond: Double, text: String) {
        #expect(Rate(perSecond: perSecond).description == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, -1, 1e15, .greatestFiniteMagnitude])
    func whatIsNoRateIsPrintedAsItIs(perSecond: Double) {
        #expect(Rate(perSecond: perSecond).description == "\(perSecond)")
    }

    @Test func ordersByRate() {
        #expect(Rate(perSecond: 1) < Rate(perSecond: 2))
    }
}
