@testable import BlockLayer

/// One IO of worker 0 over model devices that are done at once, and the accesses to shared words that it takes.
///
/// Two workers map to the one queue of each device. A foreign IO is reaped by worker 1, as its own poll would do; its
/// owner polls afterwards.
final class CountedIO<Design: PollingDesign> where Design.M == CountingMachine {
    typealias M = CountingMachine
    typealias Queue = ModelQueue<M>

    private let design: Design
    private let devices: [ModelDevice<M>]
    private let stack: LoadedStack<Design, Queue>
    private let workers: UnsafeMutablePointer<Worker<Design, Queue>>
    private let block: UnsafeMutableRawPointer
    private var names: [UnsafeRawPointer: String] = [:]

    init(_ design: Design, leaves: Int) throws {
        self.design = design
        let legs = Array(0..<leaves)
        let top = leaves == 1 ? StackPlan.Target.linear(64, 0) : .striped(64, chunk: 4, legs)
        let plan = StackPlan(devices: legs.map { _ in .leaf(64, workers: 2) } + [.mapped([top])])
        let rate = TickRate(nanosecondsPerTick: 1)
        devices = try legs.map { _ in
            try ModelDevice(
                ModelSettings(service: .fixed(nanoseconds: 0), sizeSectors: 64), queueCount: 1,
                interruptQueueCount: Design.leavesUnpolled ? 2 : 0, seed: 1, epochTicks: 0, rate: rate)
        }
        stack = LoadedStack(
            plan, design: design, queues: devices.flatMap(\.queues) + devices.flatMap(\.interruptQueues),
            workerCount: 2, epochTicks: 0, rate: rate)
        let limits = StackLimits(plan, rootSectors: 8)
        block = .allocate(byteCount: 8 * sectorBytes, alignment: 4096)
        workers = .allocate(capacity: 2)
        let settings = EngineSettings(locking: Design.card.locking, counting: Design.card.counting)
        for number in 0..<2 {
            let worker = Worker<Design, Queue>(
                number: number, of: stack, settings: settings, rate: rate, limits: limits, rootCount: 1,
                cloneCount: limits.clonesPerRoot,
                buffers: BufferRegion(start: block, blockBytes: 0, firstIndex: 0, indexStep: 0))
            (workers + number).initialize(to: worker)
        }
        nameWords()
    }

    deinit {
        workers.deinitialize(count: 2).deallocate()
        block.deallocate()
        withExtendedLifetime(devices) {}
    }

    /// The accesses of each step: submission by the owner, a poll by worker 1 if there is one, polls by the owner until
    /// it has seen the end.
    func run(isForeign: Bool) -> (submission: [AccessCount], reaping: [AccessCount], polling: [AccessCount]) {
        let bio = workers[0].roots.take()!
        bio.pointee.sector = 0
        bio.pointee.sectorCount = 8
        bio.pointee.operation = .read
        bio.pointee.status = .ok
        let root = Root<Design>.containing(bio)
        design.nameWords(ofRoot: root) { names[$0] = $1 }
        let submission = count { workers[0].submit(root) }
        let reaping = count {
            for queue in 0..<UInt32(isForeign ? devices.count : 0) { _ = workers[1].pollQueue(queue) }
        }
        let polling = count {
            let design = design
            while !workers[0].hasEnded() { _ = design.poll(root, on: &workers[0]) }
            design.rootReaped(root, on: &workers[0])
        }
        workers[0].roots.put(workers[0].ended.popFirst()!)
        return (submission, reaping, polling)
    }

    private func count(_ body: () -> Void) -> [AccessCount] {
        let record = M.Record()
        M.$record.withValue(record, operation: body)
        return AccessCount.counts(of: record.accesses.map { (name(of: $0.word), $0.kind) })
    }

    private func name(of word: UnsafeRawPointer) -> String { names[word] ?? "a word without a name" }

    private func nameWords() {
        let handle = stack.handle
        for number in 0..<handle.contextCount {
            let context = handle.contexts + number
            context.pointee.queue.nameWords { word, _ in names[word] = "the device's queue" }
            withUnsafePointer(to: context.pointee.submissionLock.value) { names[$0] = "the submission lock" }
            withUnsafePointer(to: context.pointee.completionLock.value) { names[$0] = "the completion lock" }
        }
        for number in 0..<2 {
            let mailbox = UnsafeRawPointer(handle.mailboxes + number)
            for offset in stride(from: 0, to: MemoryLayout<Mailbox<M>>.size, by: 8) {
                names[mailbox + offset] = "the owner's mailbox"
            }
            name(workers[number].roots, "the root's counts", "the root's state")
            name(workers[number].clones, "the clones' counts", "the clones' state")
            design.nameWords(ofWorker: workers[number].designState) { names[$0] = $1 }
        }
        for number in stack.plan.devices.indices {
            guard let table = stack.devices[number].table else { continue }
            design.nameWords(ofTable: table.pointee.state) { names[$0] = $1 }
        }
    }

    private func name(_ pool: BioPool<M>, _ counts: String, _ state: String) {
        for place in 0..<pool.capacity {
            let bio = pool.object(place)
            for offset in stride(from: MemoryLayout<Bio<M>>.size, to: pool.stride, by: 8) {
                names[UnsafeRawPointer(bio) + offset] = state
            }
            withUnsafePointer(to: bio.pointee.completion) { names[$0] = counts }
        }
    }
}

/// How often one step of an IO accesses words of one name.
struct AccessCount: Equatable {
    let word: String
    var reads = 0
    var writes = 0
    var modifications = 0

    /// `2r 1w 1m`; empty for none.
    var text: String {
        [(reads, "r"), (writes, "w"), (modifications, "m")].filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
            .joined(separator: " ")
    }

    /// In the order in which words are first accessed.
    static func counts(of accesses: [(name: String, kind: CountingMachine.Kind)]) -> [AccessCount] {
        var counts: [AccessCount] = []
        for (name, kind) in accesses {
            let place =
                counts.firstIndex { $0.word == name }
                ?? {
                    counts.append(AccessCount(word: name))
                    return counts.count - 1
                }()
            switch kind {
            case .read: counts[place].reads += 1
            case .write: counts[place].writes += 1
            case .modification: counts[place].modifications += 1
            }
        }
        return counts
    }
}
