import LinearTime
import RandomNumbers
import Testing

@testable import BlockLayer

/// What pools are filled for: against a count of the pieces line by line, and in linear time.
@Suite struct StackLimitsTests {
    private static func plan(_ targets: [StackPlan.Target]) -> StackPlan {
        StackPlan(devices: [.leaf(1 << 20), .mapped(targets)])
    }

    /// The pieces of a bio that begins on a sector, chunk by chunk.
    private static func pieces(_ targets: [StackPlan.Target], _ first: UInt64, _ count: UInt64) -> Int {
        var (start, pieces) = (UInt64(0), 0)
        for target in targets {
            let end = start + target.sectorCount
            let own = max(first, start)..<max(max(first, start), min(first + count, end))
            if !own.isEmpty {
                switch target.kind {
                case .striped(let chunk, _):
                    let chunk = UInt64(chunk)
                    pieces += Int((own.upperBound - 1 - start) / chunk - (own.lowerBound - start) / chunk) + 1
                case .mirror(let legs): pieces += legs.count
                default: pieces += 1
                }
            }
            start = end
        }
        return pieces
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func noBioIsInMorePieces(seed: UInt64) {
        var random = RandomGenerator(seed: seed &+ TestSettings.seed)
        let targets = (0..<1 + random.next(below: 8)).map { _ -> StackPlan.Target in
            let chunk = Int(1 + random.next(below: 4))
            let length = Int(1 + random.next(below: 6))
            return switch random.next(below: 4) {
            case 0: .striped(chunk * length, chunk: chunk, [0])
            case 1: .error(length)
            case 2: .mirror(length, [0, 0])
            default: .linear(length, 0)
            }
        }
        let size = targets.reduce(0) { $0 + $1.sectorCount }
        for count in 1...size {
            let most = (0...size - count).map { Self.pieces(targets, $0, count) }.max()!
            let limits = StackLimits(Self.plan(targets), rootSectors: UInt32(count))
            #expect(limits.piecesPerBio >= most && limits.clonesPerRoot >= most, "\(count) on \(targets)")
            // A line that is shorter than its bio counts as if it were met at its end.
            #expect(limits.piecesPerBio <= most + 8, "\(count) on \(targets)")
        }
    }

    @Test(arguments: [1, 8, 1 << 21] as [UInt32])
    func theTimeIsThatOfTheLines(sectors: UInt32) {
        let growth = growth(from: 2000) { count in
            Self.plan((0..<count).map { _ in .linear(1, 0) })
        } of: {
            _ = StackLimits($0, rootSectors: sectors)
        }
        #expect(growth < mostGrowth)
    }

    /// Each device on two others, so that there are more ways down than anyone could count.
    @Test func manyWaysToOneDeviceAreOne() {
        var devices: [StackPlan.Device] = [.leaf(1 << 20)]
        for level in 0..<60 { devices.append(.mapped([.linear(8, level), .linear(8, max(0, level - 1))])) }
        let limits = StackLimits(StackPlan(devices: devices), rootSectors: 8)
        #expect(limits.piecesPerBio == 2 && limits.clonesPerRoot > 60)
    }

    @Test func aTableOverManyDevicesIsLoadedInLinearTime() {
        let growth = growth(from: 500) { count in
            (0..<count).map { StackPlan.Target.linear(1, $0) }
        } of: { targets in
            TableLayout(targets, queuesOf: { [UInt32($0)] }, queueCount: targets.count).deallocate()
        }
        #expect(growth < mostGrowth)
    }

    @Test func timesOfAHistogramAreReadInOnePass() {
        let rate = TickRate(nanosecondsPerTick: 1)
        let growth = growth(from: 5000) { count in
            ServiceTime.histogram(
                (0..<count).map { ServiceTime.Bin(nanoseconds: UInt64($0 * 7919 % count), count: 3) })
        } of: {
            _ = ServiceTable($0, rate: rate)
        }
        #expect(growth < mostGrowth)
    }
}
