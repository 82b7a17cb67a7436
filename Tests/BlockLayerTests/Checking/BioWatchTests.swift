import Testing

@testable import BlockLayer

/// How bios may end, by what their parts came to: each mistake that an engine could make is seen where it is made.
@Suite struct BioWatchTests {
    typealias M = SimulatedMachine

    /// A root in two clones, as a watch follows them.
    private final class Life {
        var watch = BioWatch()
        let root: BioPointer<M>
        let clones: [BioPointer<M>]
        private var pools: [BioPool<M>] = []

        init(clonesPerRoot: Int = 2, plan: StackPlan? = nil) {
            watch.begin()
            var roots = Self.pool(1)
            var stock = Self.pool(3)
            watch.add(roots, isRoots: true, of: 0)
            watch.add(stock, isRoots: false, of: 0)
            watch.clonesPerRoot = clonesPerRoot
            watch.failingPlan = plan
            root = roots.take()!
            clones = (0..<3).map { _ in stock.take()! }
            pools = [roots, stock]
            #expect(note(.taken, root) == nil)
            root.pointee.completion.start()
            root.pointee.device = 1
            root.pointee.sectorCount = 8
        }

        deinit {
            for pool in pools { pool.deallocate() }
        }

        private static func pool(_ count: Int) -> BioPool<M> {
            BioPool(capacity: count, sizeBytes: MemoryLayout<Bio<M>>.size) { memory, _ in
                memory.initializeMemory(as: Bio<M>.self, to: Bio(owner: 0, buffer: memory))
            }
        }

        func note(_ event: BioEvent, _ bio: BioPointer<M>) -> Fault.Kind? {
            watch.note(event, Int(watch.record(at: bio)))
        }

        func start(_ number: Int) -> Fault.Kind? {
            let fault = note(.taken, clones[number])
            clones[number].pointee.parent = root
            clones[number].pointee.completion.start()
            return fault
        }

        /// A clone goes to a queue and comes back so; then its count is given back, and one of the root.
        func come(_ number: Int, _ status: Status, endsAs ending: Status? = nil) -> Fault.Kind? {
            let clone = clones[number]
            if let fault = watch.submit(clone, to: 0) { return fault }
            clone.pointee.status = status
            if let fault = watch.reap(clone, from: 0) { return fault }
            if let fault = note(.ended(status: (ending ?? status).rawValue), clone) { return fault }
            var isFinished = false
            _ = root.pointee.completion.drop(ending ?? status, readyTicks: 0, isFinished: &isFinished)
            return nil
        }

        func end(_ status: Status) -> Fault.Kind? { note(.ended(status: status.rawValue), root) }

        func start() {
            for number in 0..<2 { #expect(start(number) == nil) }
            root.pointee.completion.divide(into: 2, status: .ok)
        }
    }

    @Test(arguments: [
        ([Status.ok, .ok], Status.ok, true), ([.ok, .ok], .ioError, false),
        ([.ioError, .ok], .ioError, true), ([.ioError, .ok], .ok, false),
        ([.ok, .mediumError], .mediumError, true), ([.ok, .mediumError], .ok, false),
        ([.ioError, .mediumError], .ioError, true), ([.ioError, .mediumError], .mediumError, false),
    ])
    func aRootEndsWithItsFirstError(parts: [Status], ending: Status, isRight: Bool) {
        let life = Life()
        life.start()
        for (number, status) in parts.enumerated() { #expect(life.come(number, status) == nil) }
        #expect(life.end(ending) == (isRight ? nil : .wrongStatus))
    }

    @Test func aCloneEndsAsItsLeafDid() {
        for (status, ending) in [(Status.ioError, Status.ok), (.ok, .ioError), (.ioError, .mediumError)] {
            let life = Life()
            life.start()
            #expect(life.come(0, status, endsAs: ending) == .wrongStatus, "\(status) became \(ending)")
        }
    }

    /// What failed on one path and went well on another one went well.
    @Test func aFailedPathIsForgotten() {
        let life = Life()
        life.start()
        #expect(life.watch.submit(life.clones[0], to: 0) == nil)
        life.clones[0].pointee.status = .transportError
        #expect(life.watch.reap(life.clones[0], from: 0) == nil)
        #expect(life.note(.failedOver, life.clones[0]) == nil)
        life.clones[0].pointee.completion.start()
        #expect(life.come(0, .ok) == nil && life.come(1, .ok) == nil)
        #expect(life.end(.ok) == nil)
    }

    @Test func whatWentWellDoesNotFailOver() {
        let life = Life()
        life.start()
        #expect(life.watch.submit(life.clones[0], to: 0) == nil)
        life.clones[0].pointee.status = .ok
        #expect(life.watch.reap(life.clones[0], from: 0) == nil)
        #expect(life.note(.failedOver, life.clones[0]) == .wrongStatus)
    }

    /// A line over all of the root's sectors, how the root ends, and whether that is right.
    static let lines: [(StackPlan.Target?, Status, Fault.Kind?)] = [
        (nil, .ioError, .wrongStatus), (.multipath(64, [0]), .ioError, nil), (.multipath(64, [0]), .ok, nil),
        (.error(64), .ok, .wrongStatus), (.error(64), .ioError, nil),
        (.error(64), .mediumError, .wrongStatus),
        (.zero(64), .ioError, .wrongStatus),
    ]

    @Test(arguments: lines)
    func tablesMayFailAnIO(line: StackPlan.Target?, ending: Status, expected: Fault.Kind?) {
        let plan = line.map { StackPlan(devices: [.leaf(64), .mapped([$0])]) }
        #expect(Life(plan: plan).end(ending) == expected)
    }

    @Test func theFirstErrorStays() {
        let life = Life()
        let number = life.watch.record(at: life.root)
        func counts(_ count: UInt64, _ status: Status) -> UInt64 {
            count << 48 | UInt64(status.rawValue) << 60
        }
        let steps: [(UInt64, UInt64, Fault.Kind?)] = [
            (counts(1, .ioError), counts(1, .ok), nil),
            (counts(1, .ok), counts(3, .ok), nil),
            (counts(3, .ok), counts(2, .mediumError), nil),
            (counts(2, .mediumError), counts(1, .mediumError), nil),
            (counts(2, .mediumError), counts(1, .ioError), .errorReplaced),
            (counts(2, .mediumError), counts(1, .ok), .errorReplaced),
        ]
        for (old, new, expected) in steps {
            #expect(life.watch.faultOfChange(number, from: old, to: new) == expected)
        }
    }

    @Test func noMoreClonesThanTheRootsInFlightMayNeed() {
        let life = Life(clonesPerRoot: 2)
        #expect(life.start(0) == nil && life.start(1) == nil)
        #expect(life.start(2) == .tooManyClones)
        #expect(life.note(.missing, life.clones[0]) == .tooManyClones)
    }

    @Test func aLeafComesForTheFirstTimeOnce() {
        let life = Life()
        life.start()
        #expect(life.watch.isFirstReap(of: life.clones[0]))
        #expect(life.watch.submit(life.clones[0], to: 3) == nil)
        #expect(life.watch.reap(life.clones[0], from: 3) == nil)
        #expect(!life.watch.isFirstReap(of: life.clones[0]) && life.watch.isFirstReap(of: life.clones[1]))
    }
}
