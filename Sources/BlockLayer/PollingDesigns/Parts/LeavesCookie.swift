/// What a root remembers of where its leaves went: nothing, the one hardware queue, or that there were several.
///
/// Belongs to the root's owner.
struct LeavesCookie: InlineState, BitwiseCopyable {
    enum Place: BitwiseCopyable {
        case nowhere
        case queue(UInt32)
        case several
    }

    /// The load of the table that the leaves went through; see ``TableLayout/generation``.
    private var generation: UInt32 = 0
    private var place = Place.nowhere

    init() {}

    /// Of a root that begins.
    @inline(__always)
    init(of table: TableLayout) {
        generation = table.generation
    }

    /// The same with one more leaf. Not in place: that would be an access to all of the root, which may have ended
    /// meanwhile and be on its way to its owner.
    @inline(__always)
    func noting(_ queue: UInt32) -> LeavesCookie {
        var noted = self
        switch place {
        case .nowhere: noted.place = .queue(queue)
        case .queue(let first) where first != queue: noted.place = .several
        case .queue, .several: break
        }
        return noted
    }

    /// Where the leaves are; nowhere if the table was loaded anew since, so that no queue is named that is gone.
    @inline(__always)
    func place(in table: TableLayout) -> Place {
        generation == table.generation ? place : .nowhere
    }
}
