/// What a root remembers of where its leaves went: nothing, the one hardware queue, or that there were several.
///
/// Belongs to the root's owner.
public struct LeavesCookie: InlineState, BitwiseCopyable {
    enum Place: BitwiseCopyable {
        case nowhere
        case queue(UInt32)
        case several
    }

    /// The load of the table that the leaves went through; see ``TableLayout/generation``.
    private var generation: UInt32 = 0
    private var place = Place.nowhere

    public init() {}

    /// Of a root that begins.
    @inline(__always)
    init(of table: TableLayout) {
        generation = table.generation
    }

    /// Notes where one more leaf went.
    @inline(__always)
    mutating func note(_ queue: UInt32) {
        switch place {
        case .nowhere: place = .queue(queue)
        case .queue(let first) where first != queue: place = .several
        case .queue, .several: break
        }
    }

    /// Where the leaves are; nowhere if the table was loaded anew since, so that no queue is named that is gone.
    @inline(__always)
    func place(in table: TableLayout) -> Place {
        generation == table.generation ? place : .nowhere
    }
}
