import CUring
import Testing

@testable import BlockLayer

/// What a ring is asked for: everything that makes it cheaper first, then less and less.
@Suite struct RingFlagsTests {
    private static func choices(_ completion: Completion, _ sharing: QueueSharing) -> [UInt32] {
        RingFlags.choices(
            UringSettings(path: "", isWritable: false, completion: completion, sharing: sharing))
    }

    private static let noArray: UInt32 = 1 << 16
    private static let clamp = UInt32(IORING_SETUP_CLAMP)
    private static let polled = UInt32(IORING_SETUP_IOPOLL)
    private static let disabled = UInt32(IORING_SETUP_R_DISABLED)
    private static let single = UInt32(IORING_SETUP_SINGLE_ISSUER)
    private static let deferred = UInt32(IORING_SETUP_DEFER_TASKRUN)

    @Test func sharedRings() {
        #expect(Self.choices(.interrupt, .shared) == [Self.clamp | Self.noArray, Self.clamp])
        let base = Self.clamp | Self.polled
        #expect(Self.choices(.polled, .shared) == [base | Self.noArray, base])
    }

    @Test func ownRings() {
        let base = Self.clamp | Self.disabled
        let single = base | Self.single
        #expect(Self.choices(.interrupt, .exclusive) == [single | Self.noArray, single, base])
        let deferred = single | Self.deferred
        let interrupt = [deferred | Self.noArray, deferred, single | Self.noArray, single, base]
        #expect(Self.choices(.polled, .exclusive) == interrupt.map { $0 | Self.polled })
    }

    /// Deferred work is shown to who enters the ring only, so that a look at the ring would find nothing.
    @Test(arguments: [Completion.polled, .interrupt], QueueSharing.allCases)
    func theFirstAsksForMostAndTheLastForLeast(completion: Completion, sharing: QueueSharing) {
        let choices = Self.choices(completion, sharing)
        #expect(choices.allSatisfy { $0 & choices[0] == $0 }, "each leaves something out of the first")
        #expect(choices.allSatisfy { $0 & choices.last! == choices.last! }, "each has what the last has")
        #expect(Set(choices).count == choices.count)
        let weights = choices.map(\.nonzeroBitCount)
        #expect(weights == weights.sorted(by: >))
        for flags in choices {
            #expect((flags & Self.polled != 0) == (completion == .polled))
            #expect((flags & Self.disabled != 0) == (sharing == .exclusive))
            if flags & Self.deferred != 0 { #expect(flags & Self.single != 0 && completion == .polled) }
        }
    }
}
