import RandomNumbers
import Testing

@testable import BlockLayer

/// The parts of a worker that hold lists, against arrays.
@Suite struct WorkerPartsTests {
    private typealias Design = IterateAll<RealMachine>

    @Test func rootsInFlightKeepTheirOrder() {
        var random = RandomGenerator(seed: TestSettings.seed)
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: sectorBytes, alignment: 16)
        let roots = RootPointer<Design>.allocate(capacity: 16)
        for place in 0..<16 { (roots + place).initialize(to: Root(owner: 0, buffer: buffer, bufferIndex: 0)) }
        defer {
            roots.deinitialize(count: 16).deallocate()
            buffer.deallocate()
        }
        var list = RootsInFlight<Design>()
        var model: [Int] = []
        var free = Array(0..<16)
        for step in 0..<2_000 {
            if Bool.random(using: &random), let place = free.popLast() {
                list.append(roots + place)
                model.append(place)
            } else if let index = model.indices.randomElement(using: &random) {
                list.remove(roots + model[index])
                free.append(model.remove(at: index))
            }
            var places: [Int] = []
            var next = list.first
            while let root = next {
                places.append(root - roots)
                next = root.pointee.nextInFlight
            }
            let isSame = places == model && list.count == model.count
            #expect(isSame, "seed \(TestSettings.seed), step \(step): \(model)")
            if !isSame { return }
        }
    }

    /// Plugs are opened in any order and closed by keeping some, as a worker goes over them.
    @Test func plugsAreOpenOnce() {
        var random = RandomGenerator(seed: TestSettings.seed)
        var plugs = Plugs<RealMachine>(queueCount: 8)
        defer { plugs.deallocate() }
        var model: [UInt32] = []
        for step in 0..<500 {
            let queue = UInt32.random(in: 0..<8, using: &random)
            plugs.open(queue)
            if !model.contains(queue) { model.append(queue) }
            if step % 3 == 0 {
                let isKept = UInt32.random(in: 0..<256, using: &random)
                var kept = 0
                for place in 0..<plugs.openCount {
                    let queue = plugs.openQueue(place)
                    if isKept >> queue & 1 == 1 {
                        plugs.keep(queue, at: &kept)
                    } else {
                        plugs[queue].pointee.isOpen = false
                    }
                }
                plugs.endList(at: kept)
                model.removeAll { isKept >> $0 & 1 == 0 }
            }
            let open = (0..<plugs.openCount).map(plugs.openQueue)
            let marked = (0..<UInt32(8)).filter { plugs[$0].pointee.isOpen }
            #expect(open == model && marked == model.sorted(), "seed \(TestSettings.seed), step \(step)")
        }
    }

    /// Workers that lose their queue share the others, and have it again when the device has as many as before.
    @Test func fewerQueuesAreShared() {
        let home: [UInt32] = [.max, 10, 11, 12, 13]
        for (device, queue) in home.enumerated() where queue != .max {
            let queues = SubmissionQueues(home)
            queues.update(device, to: 10..<12)
            #expect(queues[UInt16(device)] == 10 + (queue - 10) % 2)
            queues.update(0, to: 10..<12)
            #expect(queues[0] == .max, "a mapped device has none")
            queues.update(device, to: 10..<14)
            #expect(Array(queues.all) == home)
            queues.deallocate()
        }
    }

    @Test func waitingRootsAreCounted() {
        let store = BioStore<RealMachine>(count: 3)
        var waiting = WaitingBios<RealMachine>()
        for place in 0..<3 { waiting.appendRoot(store[place]) }
        #expect(waiting.rootCount == 3)
        #expect((0..<3).map { _ in waiting.popRoot().map { store.place(of: $0) } } == [0, 1, 2])
        #expect(waiting.popRoot() == nil && waiting.rootCount == 0)
    }
}

/// The traits of designs.
@Suite struct DesignTraitsTests {
    private struct Traits: DesignEntry, Sendable, CustomTestStringConvertible {
        typealias M = RealMachine

        let card: DesignCard
        let isPossible: Bool

        init<Design: PollingDesign>(_ design: Design) where Design.M == RealMachine {
            card = Design.card
            isPossible = Design.isPossible
        }

        var testDescription: String { card.name }
    }

    @Test(arguments: Catalogue.entries(Traits.self))
    private func aDesignCanBeRunAndLookedUp(design: Traits) {
        #expect(design.isPossible)
        #expect(!design.card.author.isEmpty && !design.card.idea.isEmpty)
        #expect(design.card.link?.hasPrefix("https://lore.kernel.org/r/") != false)
        #expect(
            design.card.messageID?.wholeMatch(of: /[\w.-]+@[\w.-]+/) != nil || design.card.messageID == nil
        )
        #expect(design.card.file.hasSuffix(".swift") && design.card.file != "DesignCard.swift")
    }
}
