import RandomNumbers
import Testing

@testable import BlockLayer

/// What ``PollingDesign`` promises to designs: each hook at its time, for each bio, as often as it says.
@Suite struct HookOrderTests {
    private typealias Design = ObservingDesign<RealMachine>

    @Test(arguments: 1...5)
    func hooksComeInOrder(levels: Int) {
        var random = RandomGenerator(seed: TestSettings.seed, stream: 100 + UInt64(levels))
        for number in 0..<20 {
            let plan = StackPlan.random(levels: levels, &random)
            let sectors = plan.devices.last!.sectorCount
            let settings = EngineSettings(
                ending: Bool.random(using: &random) ? .inLock : .afterLock,
                batchSubmit: Int.random(in: 1...3, using: &random))
            var worker = ObservedWorker(plan, mostSectors: sectors, settings: settings)
            for _ in 0..<20 {
                let sector = Int.random(in: 0..<sectors, using: &random)
                let count = Int.random(in: 1...sectors - sector, using: &random)
                let result = worker.run(
                    Bool.random(using: &random) ? .read : .write, sector: sector, count: count)
                let fault = Self.fault(in: worker.notes.calls, leaves: result.leaves.count)
                #expect(fault == nil, "seed \(TestSettings.seed), levels \(levels), stack \(number)")
            }
        }
    }

    private static func fault(in calls: [Design.Call], leaves: Int) -> String? {
        var check = Check()
        for call in calls {
            if let fault = check.next(call) { return "\(fault): \(call) in \(calls)" }
        }
        return check.atEnd(leaves: leaves)
    }

    /// Follows the calls for one root.
    private struct Check {
        typealias Life = Design.Life

        var root: Life?
        var isSubmitted = false
        var isReaped = false
        /// The bio between its `bioWillBeSubmitted` and `bioWasSubmitted`, and whether it was divided.
        var submitting: Life?
        var isDivided = false
        /// One that was neither divided nor has a cookie: remapped in place, or a root that ended while it was mapped.
        var remapped: Life?
        /// Made by `bioWasMapped` and not submitted yet, in the order in which they must be.
        var waiting: [Life] = []
        /// Parts of each divided bio that have not ended.
        var parts: [Life: Set<Life>] = [:]
        var parent: [Life: Life] = [:]
        var queues: [Life: UInt32] = [:]
        var reaped: Set<Life> = []
        var ended: Set<Life> = []

        mutating func next(_ call: Design.Call) -> String? {
            if isReaped { return "after the root was reaped" }
            switch call {
            case .rootStarted(let life): return rootStarted(life)
            case .bioWillBeSubmitted(let life): return bioWillBeSubmitted(life)
            case .bioWasMapped(let life, let clones, let count): return bioWasMapped(life, clones, count)
            case .bioWasSubmitted(let address, let queue): return bioWasSubmitted(address, queue)
            case .rootWasSubmitted(let address): return rootWasSubmitted(address)
            case .leafReaped(let life, let queue): return leafReaped(life, queue)
            case .cloneEnded(let life): return cloneEnded(life)
            case .rootReaped(let life): return rootReaped(life)
            }
        }

        private mutating func rootStarted(_ life: Life) -> String? {
            if root != nil { return "started twice" }
            root = life
            waiting = [life]
            return nil
        }

        private mutating func bioWillBeSubmitted(_ life: Life) -> String? {
            if submitting != nil { return "another bio is being submitted" }
            if let again = remapped, again == life {
                // Submitted again, to the device that it was remapped to.
            } else if waiting.first == life {
                waiting.removeFirst()
            } else {
                return "not the next on the list"
            }
            remapped = nil
            submitting = life
            isDivided = false
            return nil
        }

        private mutating func bioWasMapped(_ life: Life, _ clones: [Life], _ count: Int) -> String? {
            if submitting != life || isDivided { return "not being submitted" }
            if clones.count != count || count == 0 { return "wrong count" }
            isDivided = true
            waiting = clones + waiting
            parts[life] = Set(clones)
            for clone in clones { parent[clone] = life }
            return nil
        }

        private mutating func bioWasSubmitted(_ address: UInt, _ queue: UInt32?) -> String? {
            guard let life = submitting, life.address == address else { return "not being submitted" }
            if isDivided && queue != nil { return "a divided bio has a cookie" }
            if !isDivided && queue == nil && !ended.contains(life) { remapped = life }
            submitting = nil
            queues[life] = queue
            return nil
        }

        private mutating func rootWasSubmitted(_ address: UInt) -> String? {
            if root?.address != address { return "not the root" }
            if let remapped, remapped != root { return "no cookie" }
            if isSubmitted || submitting != nil || !waiting.isEmpty { return "not when all were submitted" }
            isSubmitted = true
            return nil
        }

        private mutating func leafReaped(_ life: Life, _ queue: UInt32) -> String? {
            if !reaped.insert(life).inserted { return "reaped twice" }
            return queues[life] == queue ? nil : "reaped from another queue than its cookie says"
        }

        private mutating func cloneEnded(_ life: Life) -> String? {
            if !ended.insert(life).inserted { return "ended twice" }
            guard let parent = parent[life] else { return "not a clone" }
            if let open = parts[life], !open.isEmpty { return "ended before its parts" }
            if queues[life] != nil, !reaped.contains(life) { return "ended before it was reaped" }
            parts[parent]!.remove(life)
            return nil
        }

        private mutating func rootReaped(_ life: Life) -> String? {
            isReaped = true
            if life != root { return "not the root" }
            if ended.count != parent.count { return "reaped before its clones ended" }
            return isSubmitted ? nil : "reaped before it was submitted"
        }

        func atEnd(leaves: Int) -> String? {
            if !isReaped { return "never reaped" }
            return reaped.count == leaves ? nil : "\(reaped.count) leaves reaped of \(leaves)"
        }
    }
}
