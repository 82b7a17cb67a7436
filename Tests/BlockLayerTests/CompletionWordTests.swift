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
            let outcome = word.word.drop(status, readyTicks: 77).outcome
            #expect(outcome?.status == status)
            #expect(outcome?.readyTicks == 77)
        }
    }

    @Test(arguments: [1, 2, 3, 64, CompletionWord<RealMachine>.maxRemaining])
    func onlyTheLastPartEndsTheBio(parts: Int) {
        let word = Word()
        word.word.divide(into: parts, status: .ok)
        for _ in 1..<parts {
            #expect(word.word.drop(.ok, readyTicks: 0).outcome == nil)
        }
        #expect(word.word.drop(.ok, readyTicks: 0).outcome?.status == .ok)
    }

    @Test func theFirstErrorWins() {
        for first in Status.allCases where first != .ok {
            for second in Status.allCases {
                let word = Word()
                word.word.divide(into: 3, status: .ok)
                _ = word.word.drop(.ok, readyTicks: 1)
                _ = word.word.drop(first, readyTicks: 1)
                #expect(word.word.drop(second, readyTicks: 1).outcome?.status == first)
            }
        }
    }

    @Test func aPieceThatFailedWhileItWasMappedComesFirst() {
        let word = Word()
        word.word.divide(into: 1, status: .ioError)
        #expect(word.word.drop(.timedOut, readyTicks: 0).outcome?.status == .ioError)
    }

    @Test(arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1], [0, 0, 0], [0, 1 << 48 - 1, 5]] as [[UInt64]])
    func theLatestPartCounts(ticks: [UInt64]) {
        let word = Word()
        word.word.divide(into: ticks.count, status: .ok)
        var last: UInt64?
        for ready in ticks { last = word.word.drop(.ok, readyTicks: ready).outcome?.readyTicks }
        #expect(last == ticks.max())
    }

    @Test func pinsCountAsParts() {
        let word = Word()
        word.word.pin()
        word.word.divide(into: 2, status: .ok)
        word.word.pin()
        for _ in 0..<3 { #expect(word.word.drop(.ok, readyTicks: 9).outcome == nil) }
        #expect(word.word.drop(.invalid, readyTicks: 8).outcome?.readyTicks == 9)
    }

    /// A bio that its owner holds is finished when the hold is all that is left, and ends when it is given back.
    @Test(arguments: CompletionCounting.allCases, [false, true])
    func aHeldBioEndsWithItsHold(counting: CompletionCounting, isShared: Bool) {
        let word = Word()
        if isShared { word.word.hold() } else { word.word.holdUnshared() }
        word.word.divide(into: 2, status: .ok)
        guard case .isUnderWay = word.word.drop(.timedOut, readyTicks: 7, counting) else {
            Issue.record("a part is still to come")
            return
        }
        let isFinishedEarly = word.word.hasOneLeft
        #expect(!isFinishedEarly)
        guard case .isHeld = word.word.drop(.ok, readyTicks: 8, counting) else {
            Issue.record("only the hold is left")
            return
        }
        let isFinished = word.word.hasOneLeft
        #expect(isFinished)
        let outcome = word.word.dropHold(counting)
        #expect(outcome?.status == .timedOut && outcome?.readyTicks == 8)
    }

    /// A hold may be given back before the bio is finished: then the last part ends it, and no hold is left.
    @Test(arguments: CompletionCounting.allCases)
    func aHoldGivenBackEarlyIsForgotten(counting: CompletionCounting) {
        let word = Word()
        word.word.hold()
        #expect(word.word.dropHold(counting) == nil)
        #expect(word.word.drop(.ioError, readyTicks: 3, counting).outcome?.status == .ioError)
    }

    /// The word of a pooled bio begins afresh, whatever its last life left in it.
    @Test func startForgets() {
        let word = Word()
        word.word.divide(into: 2, status: .ioError)
        _ = word.word.drop(.noSpace, readyTicks: 5)
        word.word.start()
        let outcome = word.word.drop(.ok, readyTicks: 0).outcome
        #expect(outcome?.status == .ok)
        #expect(outcome?.readyTicks == 0)
    }
}
