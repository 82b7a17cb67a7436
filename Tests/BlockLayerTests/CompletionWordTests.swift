import Testing

@testable import BlockLayer

@Suite struct CompletionWordTests {
    /// A completion word at one address, as the engine has them.
    private final class Word {
        let word = CompletionWord<RealMachine>()

        init() { word.start() }
    }

    @Test func theOnlyPartDecides() {
        for status in Status.allCases {
            let word = Word()
            let outcome = word.word.drop(status, readyTicks: 77)
            #expect(outcome?.status == status)
            #expect(outcome?.readyTicks == 77)
        }
    }

    @Test(arguments: [1, 2, 3, 64, CompletionWord<RealMachine>.maxRemaining])
    func onlyTheLastPartEndsTheBio(parts: Int) {
        let word = Word()
        word.word.divide(into: parts, status: .ok)
        for _ in 1..<parts {
            #expect(word.word.drop(.ok, readyTicks: 0) == nil)
        }
        #expect(word.word.drop(.ok, readyTicks: 0)?.status == .ok)
    }

    @Test func theFirstErrorWins() {
        for first in Status.allCases where first != .ok {
            for second in Status.allCases {
                let word = Word()
                word.word.divide(into: 3, status: .ok)
                _ = word.word.drop(.ok, readyTicks: 1)
                _ = word.word.drop(first, readyTicks: 1)
                #expect(word.word.drop(second, readyTicks: 1)?.status == first)
            }
        }
    }

    @Test func aPieceThatFailedWhileItWasMappedComesFirst() {
        let word = Word()
        word.word.divide(into: 1, status: .ioError)
        #expect(word.word.drop(.timedOut, readyTicks: 0)?.status == .ioError)
    }

    @Test(arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1], [0, 0, 0], [0, 1 << 48 - 1, 5]] as [[UInt64]])
    func theLatestPartCounts(ticks: [UInt64]) {
        let word = Word()
        word.word.divide(into: ticks.count, status: .ok)
        var last: UInt64?
        for ready in ticks { last = word.word.drop(.ok, readyTicks: ready)?.readyTicks }
        #expect(last == ticks.max())
    }

    @Test func pinsCountAsParts() {
        let word = Word()
        word.word.pin()
        word.word.divide(into: 2, status: .ok)
        word.word.pin()
        for _ in 0..<3 { #expect(word.word.drop(.ok, readyTicks: 9) == nil) }
        #expect(word.word.drop(.invalid, readyTicks: 8)?.readyTicks == 9)
    }

    /// The word of a pooled bio begins afresh, whatever its last life left in it.
    @Test func startForgets() {
        let word = Word()
        word.word.divide(into: 2, status: .ioError)
        _ = word.word.drop(.noSpace, readyTicks: 5)
        word.word.start()
        let outcome = word.word.drop(.ok, readyTicks: 0)
        #expect(outcome?.status == .ok)
        #expect(outcome?.readyTicks == 0)
    }
}
