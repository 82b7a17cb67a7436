/// A bio with a part for each thread, which ends it; the second one with an error.
final class CountedBio: @unchecked Sendable {
    private let word = allocateValue(CompletionWord<SimulatedMachine>())
    private let parts: Int
    private var outcomes: [CompletionWord<SimulatedMachine>.Outcome] = []

    init(parts: Int) {
        self.parts = parts
        word.pointee.start()
        word.pointee.divide(into: parts, status: .ok)
    }

    deinit {
        word.deinitialize(count: 1).deallocate()
    }

    func drop(_ part: Int) {
        // A count more for as long as the part is looked at, as designs take.
        word.pointee.pin()
        var isFinished = false
        for status in [Status.ok, part == 1 ? .ioError : .ok] {
            let outcome = word.pointee.drop(
                status, readyTicks: UInt64(10 + part), isFinished: &isFinished)
            if let outcome { outcomes.append(outcome) }
        }
    }

    var fault: String? {
        if outcomes.count != 1 { return "it ended \(outcomes.count) times" }
        if outcomes[0].status != .ioError { return "the error of a part is lost" }
        return outcomes[0].readyTicks == UInt64(9 + parts) ? nil : "the time of the last part is lost"
    }
}
