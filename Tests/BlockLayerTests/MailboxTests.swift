import Testing

@testable import BlockLayer

/// The mailbox on one thread; ``StressPartsTests`` has it on several.
@Suite struct MailboxTests {
    private final class Box {
        let mailbox = Mailbox<RealMachine>()
    }

    @Test func takesAllAtOnceTheLastFirst() {
        let box = Box()
        let store = BioStore<RealMachine>(count: 3)
        for place in 0..<3 { box.mailbox.pushEndedRoot(store[place]) }
        #expect(store.places(from: box.mailbox.takeEndedRoots()) == [2, 1, 0])
        #expect(box.mailbox.takeEndedRoots() == nil)
    }

    @Test func keepsRootsAndClonesApart() {
        let box = Box()
        let store = BioStore<RealMachine>(count: 2)
        box.mailbox.pushEndedRoot(store[0])
        box.mailbox.pushReleasedClone(store[1])
        #expect(store.places(from: box.mailbox.takeReleasedClones()) == [1])
        #expect(store.places(from: box.mailbox.takeEndedRoots()) == [0])
    }

    @Test func takesListsWhole() {
        let box = Box()
        let store = BioStore<RealMachine>(count: 5)
        for places in [[0, 1], [2, 3, 4]] {
            var list = BioList<RealMachine>()
            for place in places { list.append(store[place]) }
            box.mailbox.pushReapedLeaves(list)
        }
        #expect(store.places(from: box.mailbox.takeReapedLeaves()) == [2, 3, 4, 0, 1])
        #expect(box.mailbox.takeReapedLeaves() == nil && box.mailbox.takeEndedRoots() == nil)
    }
}
