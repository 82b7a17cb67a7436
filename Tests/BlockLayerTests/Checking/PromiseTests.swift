import Testing

@testable import BlockLayer

/// What designs and the engine promise is looked at in every schedule, and each kind of mistake is found.
@Suite struct PromiseTests {
    typealias M = SimulatedMachine

    private static func failure(_ subject: CheckSubject, _ original: CheckCase, departures: Int = 2) -> Fault?
    {
        Exploration(original, .exhaustive(departures: departures)).run(subject).failure?.fault
    }

    private static let small = CheckCase.small(threads: 2, ios: 2, queues: 1)

    @Test func aBusyFlagSetInTwoStepsIsFound() {
        #expect(Self.failure(CheckSubject(BusyInTwoSteps()), Self.small)?.kind == .brokenPromise)
    }

    @Test func aQueueMarkedAfterItsDeviceHasTheLeafIsFound() {
        let atOnce = CheckCase.small(threads: 2, ios: 2, queues: 1, service: 0)
        #expect(Self.failure(CheckSubject(MarkedLate()), atOnce)?.kind == .brokenPromise)
    }

    private static let boasts = [
        CheckSubject(Boasting<OneQueuePerPoll>()), CheckSubject(Boasting<EachQueueOnce>()),
        CheckSubject(Boasting<OwnQueuesOnly>()), CheckSubject(Boasting<OneRootInFlight>()),
    ]

    @Test(arguments: boasts.indices)
    func aPollThatDoesMoreThanItsHeaderSaysIsFound(number: Int) {
        let fault = Self.failure(Self.boasts[number], .small(threads: 2, ios: 2, queues: 2), departures: 0)
        #expect(fault?.kind == .brokenPromise, "\(String(describing: fault))")
    }

    /// As in `KnownFaultTests`: two threads poll one root, as the engine never does.
    @Test func twoPollersOfOneListAreFound() {
        let fault = Self.failure(Hazards.listPolledByTwo(), Self.small)
        #expect(fault?.kind == .brokenPromise, "\(String(describing: fault))")
    }

    @Test(arguments: [(2, 2, 2, true), (2, 3, 0, false), (2, 0, 3, false), (1, 1, 1, true), (1, 2, 1, false)])
    func aFIFOHoldsNoMoreThanItsSize(size: Int, waiting: Int, polled: Int, holds: Bool) {
        #expect((TaskFifo<M>.brokenPromise(size: size, waiting, polled) == nil) == holds)
    }

    @Test func designsSayWhatTheyPromise() {
        #expect(BusySkip<M>.promises.pollsQueuesAlone && BusyArray<M>.promises.pollsQueuesAlone)
        #expect(TaskGroups<M, PostedGroupSizes>.promises.queuesPerPoll == 8)
        #expect(DmIoList<M>.promises.pollsOwnRootsOnly && BioArray<M>.promises.pollsOwnRootsOnly)
        #expect(RootList<M, CorrectedRootList>.promises.pollsOwnRootsOnly)
        #expect(!RootList<M, PostedRootList>.promises.pollsOwnRootsOnly)
        #expect(Interrupt<M>.promises.pollsOwnQueuesOnly && HandBack<M>.promises.pollsOwnQueuesOnly)
        #expect(ChildCounter<M>.promises.pollsOwnQueuesOnly && SyncSubmit<M>.promises.pollsOwnQueuesOnly)
        #expect(IterateAll<M>.promises == DesignPromises())
    }

    /// A reaper that tells pollers to look never again while a leaf is there.
    @Test func aLeafThatPollersAreNotToldOfIsFound() {
        let fault = Self.failure(UnannouncedLeaf.subject(forgets: true), Self.small)
        #expect(fault?.kind == .unannounced, "\(String(describing: fault))")
        #expect(Self.failure(UnannouncedLeaf.subject(forgets: false), Self.small) == nil)
    }

    @Test func aPathReturnsAtItsTimeAndNotBefore() {
        let legs = allocateBuffer([Leg(device: 0, startSector: 0), Leg(device: 1, startSector: 0)])
        defer { legs.deallocate() }
        let paths = PathSet<M>(legs, queuesIfNoPath: true, reinstateTicks: 5)
        paths.fail(1)
        #expect(paths.fault(from: 1, to: 3, at: 4) != nil)
        #expect(paths.fault(from: 1, to: 3, at: 5) == nil)
        #expect(paths.fault(from: 3, to: 1, at: 0) == nil)
        #expect(paths.fault(from: 3, to: 7, at: 9) != nil)
        let forGood = PathSet<M>(legs, queuesIfNoPath: true, reinstateTicks: nil)
        #expect(forGood.fault(from: 1, to: 3, at: 1 << 40) != nil)
    }
}
