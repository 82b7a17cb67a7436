/// Something whose schedules can be explored: a design, over the stack of a case, or a part of the engine.
public struct CheckSubject: Sendable {
    /// The name of the design, or of the part of the engine.
    public let name: String

    /// What runs its schedules, on one scheduler.
    struct Rig {
        let threadCount: Int
        /// Runs one schedule; the same seed and the same decisions give the same run. Returns what is wrong with it.
        let run: (Policy, _ seed: UInt64) -> Fault?
    }

    let rig: @Sendable (CheckCase, Scheduler) -> Rig
    /// The memory that schedules of a case take on a number of threads of this machine, in a memory model.
    public let memory: @Sendable (CheckCase, MemoryModel, _ threads: Int) -> RunMemory
    private let withParameter: @Sendable (String) -> CheckSubject?

    init<Design: PollingDesign>(_ design: Design, name: String) where Design.M == SimulatedMachine {
        self.name = name
        rig = { original, scheduler in
            let rig = CheckRig(design, original, on: scheduler)
            return Rig(threadCount: original.fibreCount) { policy, seed in rig.run(policy, seed: seed) }
        }
        memory = { original, model, threads in
            RunMemory(exploring: design, original, model, threads: threads)
        }
        withParameter = { word in
            guard let value = Design.card.parameter?.value(of: word) else { return nil }
            return CheckSubject(Design(parameter: value), name: "\(Design.card.name):\(word)")
        }
    }

    /// A part of the engine, created for each schedule, with what each thread does to it and what must be true at the
    /// end.
    init<Part>(
        _ name: String, threads: Int, make: @escaping @Sendable (Scheduler) -> Part,
        body: @escaping @Sendable (Part, _ thread: Int) -> Void,
        check: @escaping @Sendable (Part) -> String?
    ) {
        self.name = name
        withParameter = { _ in nil }
        memory = { _, model, threads in RunMemory(exploring: model, threads: threads) }
        rig = { _, scheduler in
            Rig(threadCount: threads) { policy, _ in
                scheduler.begin(fibreCount: threads, policy: policy)
                let part = make(scheduler)
                for thread in 0..<threads { scheduler.setBody(of: thread) { body(part, thread) } }
                scheduler.run()
                if let fault = scheduler.state.pointee.fault { return fault }
                return check(part).map { Fault(kind: .wrongResult, text: $0) }
            }
        }
    }

    /// A design with a word for its parameter; nil if it takes none, or not this one.
    public func with(parameter word: String) -> CheckSubject? {
        withParameter(word)
    }
}

extension CheckSubject: DesignEntry {
    typealias M = SimulatedMachine

    init<Design: PollingDesign>(_ design: Design) where Design.M == SimulatedMachine {
        self.init(design, name: Design.card.name)
    }
}

extension Catalogue {
    /// The designs on the machine whose schedules are chosen.
    public static let checked: [CheckSubject] = entries(CheckSubject.self)

    /// Designs with as little room as they can have, which is where they have to leave leaves to interrupts.
    public static let checkedWithLittleRoom: [CheckSubject] = [
        CheckSubject(TaskFifo<SimulatedMachine>(parameter: 1), name: "task-fifo:1"),
        CheckSubject(TaskFifo<SimulatedMachine>(parameter: 2), name: "task-fifo:2"),
        CheckSubject(TaskGroups<SimulatedMachine, GroupOfOne>(), name: "task-groups-of-1"),
        CheckSubject(TaskGroups<SimulatedMachine, GroupsOfTwo>(), name: "task-groups-of-2"),
    ]
}

private enum GroupOfOne: TaskGroupSizes {
    static var submitGroups: Int { 1 }
    static var polledGroups: Int { 1 }
    static var queuesPerPoll: Int { 1 }
}

private enum GroupsOfTwo: TaskGroupSizes {
    static var submitGroups: Int { 2 }
    static var polledGroups: Int { 2 }
    static var queuesPerPoll: Int { 2 }
}
