import Glibc
import RandomNumbers
import Testing

@testable import BlockLayer

/// A model device with N dies serves N pages of 4 KiB in a service time, whatever the length and the order of IOs.
@Suite struct DiesTests {
    private static let service: UInt64 = 1000
    private static let counts = [1, 2, 3, 4, 7, 16, 48]
    private static let sectors: [UInt32] = [1, 8, 16, 24, 32, 128, 2048]

    /// IOs one after the other, on a clock of their own: as many as are asked for are under way.
    private struct Load {
        var depth: Int
        var ios: Int
        /// Of the n-th IO.
        var sector: (Int) -> UInt64
        var sectorCount: UInt32
        var serviceTicks: (Int) -> UInt64 = { _ in DiesTests.service }

        /// IOs per tick, of those that are done when the last is submitted.
        func rate(on dies: Dies<RealMachine>) -> Double {
            // When each is ready, the first one last.
            var ready = Array(repeating: UInt64(0), count: depth)
            var now: UInt64 = 0
            for io in 0..<ios {
                now = ready.removeLast()
                let next = dies.serve(
                    sector(io), count: sectorCount, serviceTicks: serviceTicks(io), now: now)
                var (low, high) = (0, ready.count)
                while low < high {
                    let middle = (low + high) / 2
                    if ready[middle] > next { low = middle + 1 } else { high = middle }
                }
                ready.insert(next, at: low)
            }
            return Double(ios - depth) / Double(now)
        }
    }

    private static func withDies<Result>(
        _ count: Int, seed: UInt64 = TestSettings.seed, _ body: (Dies<RealMachine>) throws -> Result
    ) rethrows -> Result {
        let dies = Dies<RealMachine>(count: count, seed: seed)
        defer { dies.deallocate() }
        return try body(dies)
    }

    /// Deep queues keep all dies busy: N / (S * P) IOs a tick for IOs of P pages.
    @Test(arguments: counts, sectors)
    func deepQueuesKeepAllDiesBusy(count: Int, sectors: UInt32) {
        let pages = (Int(sectors) + 7) / 8
        let closedForm = Double(count) / (Double(Self.service) * Double(pages))
        let depth = max(4, 24 * count / pages)
        let seed = TestSettings.seed
        for isRandom in [true, false] {
            var random = RandomGenerator(seed: seed)
            // One sector does not fill its page, so that its IOs lie a page apart.
            let step = max(8, UInt64(sectors))
            let load = Load(
                depth: depth, ios: 20 * depth,
                sector: { (isRandom ? random.next(below: 1 << 20) : UInt64($0)) * step }, sectorCount: sectors
            )
            let part = Self.withDies(count) { load.rate(on: $0) } / closedForm
            #expect(
                part > 0.93 && part < 1.01,
                "\(sectors) sectors on \(count) dies, random \(isRandom), seed \(seed): \(part) of the rate")
        }
    }

    /// IOs of a page at any distance, as a striped device or a file with records makes them.
    @Test(arguments: counts)
    func noDistanceComesBackToTheSameDies(count: Int) {
        Self.withDies(count) { dies in
            for distance in 1...64 as ClosedRange<UInt64> {
                let trials = 64 * count
                var hits = Array(repeating: 0, count: count)
                for page in 0..<UInt64(trials) { hits[dies.die(ofPage: page * distance)] += 1 }
                // 64 are expected, by chance 8 more or less; five times that is out of the question.
                #expect(hits.allSatisfy { abs($0 - 64) < 40 }, "\(distance): \(hits)")
            }
        }
    }

    /// With exponential service times the N dies are the closed network of Gordon and Newell: D / (D + N - 1) of them
    /// work where D IOs are under way.
    @Test(arguments: [(4, 1), (4, 4), (16, 16), (16, 5)])
    func shallowQueuesDoAsWellAsChanceAllows(count: Int, depth: Int) {
        let seed = TestSettings.seed
        var addresses = RandomGenerator(seed: seed, stream: 1)
        var times = RandomGenerator(seed: seed, stream: 2)
        let load = Load(
            depth: depth, ios: 40_000, sector: { _ in addresses.next(below: 1 << 20) * 8 }, sectorCount: 8,
            serviceTicks: { _ in
                UInt64(-log(Double(times.next() >> 11 | 1) / 0x1p53) * Double(Self.service) * 100)
            })
        let busy = Double(count * depth) / Double(depth + count - 1)
        let part = Self.withDies(count) { load.rate(on: $0) } * Double(Self.service) * 100 / busy
        #expect(abs(part - 1) < 0.04, "\(count) dies, depth \(depth), seed \(seed): \(part) of the rate")
    }

    /// An IO that has the device to itself is on as many dies as it can be.
    @Test(arguments: [(16, 128, 1), (16, 256, 2), (16, 8, 1), (16, 2048, 16), (4, 128, 4), (1, 128, 16)])
    func aLongIOIsReadyWithItsLastPage(count: Int, sectors: UInt32, services: UInt64) {
        Self.withDies(count) { dies in
            let ready = dies.serve(2048 * 5, count: sectors, serviceTicks: 100, now: 7)
            #expect(ready == 7 + services * 100)
        }
    }

    /// Two IOs of different length and place: each page is where it was, whoever reads it, and is served in turn.
    @Test func pagesStayWhereTheyAre() {
        let seed = TestSettings.seed
        var random = RandomGenerator(seed: seed)
        for _ in 0..<2000 {
            let count = 1 + Int(random.next(below: 9))
            let first = random.next(below: 200)
            let sectors = UInt32(1 + random.next(below: 200))
            Self.withDies(count, seed: seed) { dies in
                var load = Array(repeating: UInt64(0), count: count)
                for page in first >> 3...(first + UInt64(sectors) - 1) >> 3 {
                    load[dies.die(ofPage: page)] += 1
                }
                let ready = dies.serve(first, count: sectors, serviceTicks: 10, now: 0)
                #expect(
                    ready == load.max()! * 10, "\(sectors) sectors from \(first) on \(count), seed \(seed)")
                // Whatever comes next finds each die with what is left there.
                for page in 0..<40 as Range<UInt64> {
                    let die = dies.die(ofPage: page)
                    load[die] += 1
                    #expect(dies.serve(page * 8, count: 8, serviceTicks: 10, now: 0) == load[die] * 10)
                }
            }
        }
    }

    @Test func theSeedDecidesWhereStripesBegin() {
        func dies(_ seed: UInt64) -> [Int] {
            Self.withDies(16, seed: seed) { dies in (0..<64).map { dies.die(ofPage: $0 * 16) } }
        }
        #expect(dies(1) == dies(1) && dies(1) != dies(2))
        #expect(Set(dies(0)).count > 8)
    }
}
