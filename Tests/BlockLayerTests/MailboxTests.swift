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
        for place in 0..<3 { box.mailbox.endedRoots.push(store[place]) }
        #expect(store.places(from: box.mailbox.endedRoots.takeAll()) == [2, 1, 0])
        #expect(box.mailbox.endedRoots.takeAll() == nil)
    }

    @Test func keepsRootsAndClonesApart() {
        let box = Box()
        let store = BioStore<RealMachine>(count: 2)
        box.mailbox.endedRoots.push(store[0])
        box.mailbox.releasedClones.push(store[1])
        #expect(store.places(from: box.mailbox.releasedClones.takeAll()) == [1])
        #expect(store.places(from: box.mailbox.endedRoots.takeAll()) == [0])
    }

    @Test func takesListsWhole() {
        let box = Box()
        let store = BioStore<RealMachine>(count: 5)
        for places in [[0, 1], [2, 3, 4]] {
            var list = BioList<RealMachine>()
            for place in places { list.append(store[place]) }
            box.mailbox.reapedLeaves.push(list)
        }
        #expect(store.places(from: box.mailbox.reapedLeaves.takeAll()) == [2, 3, 4, 0, 1])
        #expect(box.mailbox.reapedLeaves.takeAll() == nil && box.mailbox.endedRoots.takeAll() == nil)
    }
}
