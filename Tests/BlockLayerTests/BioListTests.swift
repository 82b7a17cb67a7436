import RandomNumbers
import Testing

@testable import BlockLayer

/// The list against an array.
@Suite struct BioListTests {
    /// Taken from more often than added to, so that the list is often empty or holds one bio.
    @Test func behavesAsAnArray() {
        var random = RandomGenerator(seed: TestSettings.seed)
        let store = BioStore<RealMachine>(count: 64)
        var list = BioList<RealMachine>()
        var model: [Int] = []
        var free = Array(0..<64)
        for step in 0..<5_000 {
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                guard let place = free.popLast() else { continue }
                list.append(store[place])
                model.append(place)
            case 1:
                let places = Array(free.suffix(Int.random(in: 0...3, using: &random)))
                free.removeLast(places.count)
                var front = BioList<RealMachine>()
                for place in places { front.append(store[place]) }
                list.prepend(front)
                model.insert(contentsOf: places, at: 0)
            default:
                let popped = list.popFirst().map { store.place(of: $0) }
                #expect(popped == model.first, "seed \(TestSettings.seed), step \(step)")
                if !model.isEmpty { free.append(model.removeFirst()) }
            }
            let isSame = list.isEmpty == model.isEmpty && store.places(from: list.first) == model
            #expect(isSame, "seed \(TestSettings.seed), step \(step): \(model)")
            if !isSame { return }
        }
    }

    /// What was on the list before is not at its end now.
    @Test func aPoppedBioCanBeAppendedAgain() {
        let store = BioStore<RealMachine>(count: 2)
        var list = BioList<RealMachine>()
        list.append(store[0])
        list.append(store[1])
        list.append(list.popFirst()!)
        #expect(store.places(from: list.first) == [1, 0])
    }
}
