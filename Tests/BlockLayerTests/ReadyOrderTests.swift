import RandomNumbers
import Testing

@testable import BlockLayer

/// The order of readiness against a sorted array.
@Suite struct ReadyOrderTests {
    /// Few different times, so that many leaves are equally ready; mostly late ones, or all of them shuffled.
    @Test(arguments: [1, 2, 3, 8, 100], [1, 20, 1000] as [UInt64])
    func behavesAsAStableSort(capacity: Int, spread: UInt64) {
        var random = RandomGenerator(seed: TestSettings.seed)
        let store = BioStore<RealMachine>(count: capacity)
        var order = ReadyOrder<RealMachine>(capacity: capacity)
        defer { order.deallocate() }
        var model: [(ready: UInt64, place: Int)] = []
        var free = Array(0..<capacity)
        var now: UInt64 = 0
        for step in 0..<5_000 {
            if Bool.random(using: &random), let place = free.popLast() {
                let ready = now + random.next(below: spread)
                store[place].pointee.readyTicks = ready
                order.insert(store[place])
                model.insert((ready, place), at: model.firstIndex { $0.ready > ready } ?? model.count)
            } else {
                now += random.next(below: spread)
                let popped = order.popReady(at: now).map { store.place(of: $0) }
                let first = model.first.flatMap { $0.ready <= now ? $0.place : nil }
                #expect(popped == first, "seed \(TestSettings.seed), step \(step)")
                if first != nil { free.append(model.removeFirst().place) }
            }
            #expect(order.nextReady == model.first?.ready ?? .max, "seed \(TestSettings.seed), step \(step)")
        }
    }

    /// The run wanders to the end of its memory and is moved to the front while it is full.
    @Test(arguments: [1, 2, 5])
    func movesToTheFrontWhenFull(capacity: Int) {
        let store = BioStore<RealMachine>(count: capacity)
        var order = ReadyOrder<RealMachine>(capacity: capacity)
        defer { order.deallocate() }
        var popped: [UInt64] = []
        for ready in 0..<UInt64(10 * capacity) {
            let bio = ready < capacity ? store[Int(ready)] : order.popReady(at: .max)!
            if ready >= capacity { popped.append(bio.pointee.readyTicks) }
            bio.pointee.readyTicks = ready
            order.insert(bio)
        }
        #expect(popped == Array(0..<UInt64(9 * capacity)))
    }
}
