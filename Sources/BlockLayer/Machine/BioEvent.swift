/// What becomes of a bio, for a machine that watches their lives.
enum BioEvent: UInt8, Sendable {
    /// It was taken from its pool.
    case taken
    /// Its last count was given back: it has ended.
    case ended
    /// It goes back to its pool.
    case putBack
}
