import Testing

@testable import BlockLayer

/// What threads share, with one of them interrupted by another before each access to a shared word.
@Suite struct InterruptionTests {
    private typealias M = InterruptedMachine

    private final class Pending {
        private let words = SharedWords<M>(count: PendingQueues<M>.wordCount(for: 1), .padded)
        let queues: PendingQueues<M>

        init(_ count: Int) {
            queues = PendingQueues(queueCount: 1, in: words)
            for _ in 0..<count { queues.add(0) }
        }

        deinit { words.deallocate() }
    }

    /// The bit that says what the count says, however the last to leave and the first to come meet.
    @Test(arguments: [[1], [1, -1], [1, 1], [1, -1, 1]])
    func pendingBitsAgreeWithTheirCounts(others: [Int]) {
        for isLeaving in [true, false] {
            let accesses = M.everywhere(
                { Pending(isLeaving ? 1 : 0) },
                in: { pending in isLeaving ? pending.queues.remove(0) : pending.queues.add(0) },
                doing: { pending in
                    for change in others { change > 0 ? pending.queues.add(0) : pending.queues.remove(0) }
                },
                check: { pending, access in
                    let count = others.reduce(isLeaving ? 0 : 1, +)
                    #expect(pending.queues.isSettled, "before access \(access)")
                    #expect(
                        pending.queues.bits.load(word: 0) == (count > 0 ? 1 : 0), "before access \(access)")
                })
            #expect(accesses >= 3)
        }
    }

    private final class Word {
        let word = CompletionWord<M>()
        var outcomes: [CompletionWord<M>.Outcome] = []

        init(parts: Int) {
            word.start()
            word.divide(into: parts, status: .ok)
        }

        func drop(_ status: Status, _ readyTicks: UInt64) {
            if let outcome = word.drop(status, readyTicks: readyTicks).outcome { outcomes.append(outcome) }
        }
    }

    @Test(arguments: [2, 3])
    func aBioEndsOnce(parts: Int) {
        let accesses = M.everywhere(
            { Word(parts: parts) }, in: { $0.drop(.noSpace, 5) },
            doing: { for _ in 1..<parts { $0.drop(.ok, 9) } },
            check: { word, access in
                #expect(word.outcomes.map(\.status) == [.noSpace], "before access \(access)")
                #expect(word.outcomes.map(\.readyTicks) == [9], "before access \(access)")
            })
        #expect(accesses >= 2)
    }

    private final class Box {
        let mailbox = Mailbox<M>()
        let store = BioStore<M>(count: 3)
        var taken: [Int] = []

        init() { push(0) }

        func push(_ place: Int) { mailbox.endedRoots.push(store[place]) }
        func take() { taken += store.places(from: mailbox.endedRoots.takeAll()) }
    }

    /// Another thread pushes, the owner takes, and both, while a push goes on; then all is there, once.
    @Test(arguments: ["push", "take", "push take", "take push"])
    func aMailboxLosesNothing(others: String) {
        let accesses = M.everywhere(
            { Box() }, in: { $0.push(1) },
            doing: { box in
                for word in others.split(separator: " ") { word == "push" ? box.push(2) : box.take() }
            },
            check: { box, access in
                box.take()
                #expect(
                    box.taken.sorted() == (others.contains("push") ? [0, 1, 2] : [0, 1]),
                    "before access \(access)")
            })
        #expect(accesses >= 2)
    }

    /// A queue of a model device whose leaves 0 is in, and 1 comes.
    private final class Model {
        let device: ModelDevice<M>
        let store = BioStore<M>(count: 2)
        var reaped: [Int] = []

        init(_ service: ServiceTime, isFilled: Bool) throws {
            device = try ModelDevice(
                ModelSettings(service: service, queueDepth: 2), queueCount: 1, seed: TestSettings.seed,
                epochTicks: 0, rate: TickRate(nanosecondsPerTick: 1))
            if isFilled { submit(0) }
        }

        func submit(_ place: Int) { _ = StillMachine.at(10) { device.queues[0].submit([place], of: store) } }
        func reap() { reaped += StillMachine.at(100) { device.queues[0].reap(8, of: store) } }
        func peek() -> Bool { StillMachine.at(100) { device.queues[0].mayHaveCompletions() } }
    }

    private static let services: [ServiceTime] = [
        .fixed(nanoseconds: 3), .uniform(fromNanoseconds: 0, toNanoseconds: 50),
    ]

    /// A poll after both have ended finds all leaves, unless they were reaped on the way.
    private static func checkAllFound(_ model: Model, _ access: Int) {
        for _ in 0..<3 where model.peek() { model.reap() }
        #expect(model.reaped.sorted() == [0, 1], "before access \(access)")
    }

    @Test(arguments: services)
    func aReaperSeesALeafThatComesMeanwhile(service: ServiceTime) throws {
        let accesses = try M.everywhere(
            { try Model(service, isFilled: true) }, in: { $0.reap() }, doing: { $0.submit(1) },
            check: Self.checkAllFound)
        #expect(accesses >= 4)
    }

    @Test(arguments: services)
    func aLeafIsSeenThoughAReaperComesMeanwhile(service: ServiceTime) throws {
        let accesses = try M.everywhere(
            { try Model(service, isFilled: true) }, in: { $0.submit(1) }, doing: { $0.reap() },
            check: Self.checkAllFound)
        #expect(accesses >= 4)
    }
}
