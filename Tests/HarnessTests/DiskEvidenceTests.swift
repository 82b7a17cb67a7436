import Testing

@testable import Harness

@Suite struct DiskEvidenceTests {
    /// A polled run of 1000 IOs, 2000 leaves, 16000 sectors that nothing speaks against.
    private let sound = DiskEvidence(
        isPolled: true, countedDisks: ["nvme0n1", "nvme1n1"], areAllCounted: true, interrupts: 0,
        disksWithoutPolling: [], busyDisks: ["nvme0n1", "nvme1n1"], diskSectors: 16_000, ownSectors: 16_000,
        ios: 1000, leaves: 2000)

    private func with(_ change: (inout DiskEvidence) -> Void) -> DiskEvidence {
        var evidence = sound
        change(&evidence)
        return evidence
    }

    @Test func noInterruptsProvePolling() {
        #expect(sound.interruptsPerIO == 0)
        #expect(sound.polledFraction == 1)
        #expect(sound.doubt == nil)
    }

    @Test func interruptsOfAPolledRunInvalidateIt() {
        let evidence = with { $0.interrupts = 500 }
        #expect(evidence.interruptsPerIO == 0.5)
        #expect(evidence.polledFraction == 0.75)
        #expect(
            evidence.doubt
                == "asked to be polled, but nvme0n1, nvme1n1 took 500 interrupts for 2000 leaf IOs")
    }

    @Test func aThousandthIsLetPass() {
        #expect(with { $0.interrupts = 2 }.doubt == nil)
        #expect(with { $0.interrupts = 3 }.doubt != nil)
    }

    @Test func moreInterruptsThanLeavesPolledNothing() {
        #expect(with { $0.interrupts = 5000 }.polledFraction == 0)
    }

    /// Coalescing makes fewer interrupts than IOs.
    @Test func whatWasNotAskedForIsNotClaimed() {
        let evidence = with {
            $0.isPolled = false
            $0.interrupts = 100
        }
        #expect(evidence.interruptsPerIO == 0.1)
        #expect(evidence.polledFraction == 0)
        #expect(evidence.doubt == nil)
    }

    @Test func whatIsNotKnownStaysEmpty() {
        for evidence in [with { $0.interrupts = nil }, with { $0.areAllCounted = false }] {
            #expect(evidence.interruptsPerIO == nil)
            #expect(evidence.polledFraction == nil)
            #expect(evidence.doubt == nil)
        }
        #expect(with { $0.ios = 0 }.interruptsPerIO == nil)
        #expect(with { $0.leaves = 0 }.polledFraction == nil)
    }

    @Test func interruptsOfSomeLeavesInvalidateToo() {
        let evidence = with {
            $0.areAllCounted = false
            $0.interrupts = 500
        }
        #expect(evidence.doubt != nil)
    }

    @Test func aDiskThatDoesNotPollInvalidates() {
        let expected = "asked to be polled, but the kernel does not poll nullb0 (io_poll is 0)"
        #expect(with { $0.disksWithoutPolling = ["nullb0"] }.doubt == expected)
        let unasked = with {
            $0.disksWithoutPolling = ["nullb0"]
            $0.isPolled = false
        }
        #expect(unasked.doubt == nil)
    }

    @Test func othersIOInvalidates() {
        #expect(with { $0.diskSectors = 16_160 }.doubt == nil)
        let expected = "foreign IO on nvme0n1, nvme1n1: 161 sectors besides the run's 16000"
        #expect(with { $0.diskSectors = 16_161 }.doubt == expected)
    }

    @Test func sectorsThatReachNoDiskInvalidate() {
        #expect(with { $0.diskSectors = 15_840 }.doubt == nil)
        let doubt = with { $0.diskSectors = 15_839 }.doubt
        #expect(doubt?.hasPrefix("only 15839 of the run's 16000 sectors reached nvme0n1") == true)
    }

    @Test func aDiskThatDoesNotCountProvesNothing() {
        let uncounting = with {
            $0.diskSectors = 0
            $0.disksWithoutCounts = ["nvme0n1"]
        }
        #expect(uncounting.doubt == nil)
        #expect(uncounting.notes.count == 1)
        // All of a file may be a hole.
        #expect(with { $0.diskSectors = 0 }.doubt?.hasPrefix("only 0 of the run's 16000 sectors") == true)
        #expect(with { $0.diskSectors = nil }.doubt == nil)
    }

    @Test func aCheckThatCouldNotBeMadeIsNoted() {
        #expect(sound.notes == [])
        #expect(
            with { $0.unknownDisks = ["f: hidden"] }.notes.first?.hasPrefix("f: hidden: whether all IOs")
                == true)
        #expect(
            with { $0.uncounted = ["nullb0"] }.notes.first?.hasPrefix(
                "nullb0: no interrupts of their own to count")
                == true)
        #expect(with { $0.interrupts = nil }.notes.first?.contains("/proc/interrupts does not show") == true)
        let unpolled = with {
            $0.isPolled = false
            $0.interrupts = nil
            $0.uncounted = ["nullb0"]
        }
        #expect(unpolled.notes == [])
    }

    @Test func interruptsAndTheirCauseAreToldTogether() {
        let doubt = with {
            $0.interrupts = 500
            $0.diskSectors = 20_000
        }.doubt
        #expect(doubt?.contains("500 interrupts for 2000 leaf IOs; foreign IO on") == true)
    }

    @Test func hugeCountsDoNotTrap() {
        let evidence = with {
            $0.interrupts = .max
            $0.diskSectors = .max
            $0.ownSectors = 0
        }
        #expect(evidence.polledFraction == 0)
        #expect(evidence.doubt != nil)
    }
}
