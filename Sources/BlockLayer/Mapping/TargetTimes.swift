/// The times of a flakey or a delay target, in ticks; what is 0 or empty means nothing.
struct TargetTimes: BitwiseCopyable {
    /// When the table was loaded: a flakey target begins to work then.
    private let begin: UInt64
    private let up: UInt64
    private let period: UInt64
    private let flakiness: StackPlan.Flakiness
    private let readDelay: UInt64
    private let writeDelay: UInt64

    init(_ kind: StackPlan.Kind, begin: UInt64, rate: TickRate) {
        self.begin = begin
        switch kind {
        case .flakey(_, let flakiness):
            up = rate.ticks(nanoseconds: flakiness.upNanoseconds)
            period = up &+ rate.ticks(nanoseconds: flakiness.downNanoseconds)
            self.flakiness = flakiness
            (readDelay, writeDelay) = (0, 0)
        case .delay(_, let read, let write):
            (up, period) = (0, 0)
            flakiness = StackPlan.Flakiness()
            readDelay = rate.ticks(nanoseconds: read)
            writeDelay = rate.ticks(nanoseconds: write)
        default:
            (up, period, readDelay, writeDelay) = (0, 0, 0, 0)
            flakiness = StackPlan.Flakiness()
        }
    }

    /// The fate of an IO at a time: flakey_map.
    enum Fate: BitwiseCopyable {
        case goesOn(afterTicks: UInt64)
        case fails
        case isDropped
    }

    func fate(of operation: Operation, at now: UInt64) -> Fate {
        if period > 0 && (now &- begin) % period >= up {
            switch operation {
            case .read where flakiness.failsReads: return .fails
            case .write where flakiness.failsWrites: return .fails
            case .write where flakiness.dropsWrites: return .isDropped
            default: break
            }
        }
        return .goesOn(afterTicks: operation == .read ? readDelay : writeDelay)
    }
}
