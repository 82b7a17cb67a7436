@testable import BlockLayer

/// A machine with round numbers, and threads on it that note when they have come where.
final class SmallMachine {
    typealias Word = SharedWord<SimulatedMachine>

    let scheduler: ModelledScheduler
    private let words: UnsafeMutablePointer<Word>
    private static let wordCount = 64

    /// A socket of some cores, 100 ns from one to the other: loads 1 ns, stores 2, read-modify-writes 5, a line from
    /// memory 50, readings of the clock 1, readers of a line 10 one after the other, half of a transfer left for those
    /// that wait.
    static func model(cores: Int) -> MachineModel {
        var model = MachineModel(
            name: "small", levels: [.init(name: "core", count: cores, transferNanoseconds: 100)])
        model.hit.loadNanoseconds = 1
        model.hit.storeNanoseconds = 2
        model.hit.modifyNanoseconds = 5
        model.hit.sharedNanoseconds = 100
        model.hit.clockNanoseconds = 1
        model.contention.overlap = 0.5
        model.contention.arbitration = .fifo
        model.readerNanoseconds = 10
        model.memory.localNanoseconds = 50
        model.pauseNanoseconds = 0
        return model
    }

    init(_ model: MachineModel, cpus: [Int]) {
        scheduler = ModelledScheduler(model, WorkPrices(), cpus: cpus, seed: 1)
        words = .allocateOnLines(capacity: Self.wordCount)
        for place in 0..<Self.wordCount { (words + place).initialize(to: Word(0)) }
    }

    deinit {
        scheduler.deallocate()
        words.deinitialize(count: Self.wordCount).deallocate()
    }

    /// A word of a line of 64 bytes.
    func word(_ place: Int, line: Int = 0) -> UnsafeMutablePointer<Word> { words + line * 8 + place }

    /// Nanoseconds since all began, of the thread that calls.
    var now: Double { Double(scheduler.fibre.pointee.clock - ModelledScheduler.firstTicks) / 64 }

    /// Has the calling thread go on at a time.
    func sleep(until nanoseconds: Double) {
        scheduler.sleep(until: ModelledScheduler.firstTicks + VirtualClock.ticks(nanoseconds))
    }

    /// Runs the threads; returns what each has noted.
    func run(_ bodies: [(SmallMachine) -> [Double]]) -> [[Double]]? {
        var notes: [[Double]] = Array(repeating: [], count: bodies.count)
        for (number, body) in bodies.enumerated() {
            scheduler.setBody(of: number) { [unowned self] in notes[number] = body(self) }
        }
        return scheduler.run() ? notes : nil
    }
}
