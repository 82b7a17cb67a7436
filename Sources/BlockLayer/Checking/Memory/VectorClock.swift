/// How far each fibre had come, in accesses, when something was the case that others may know of.
///
/// A fibre's own clock has for each fibre the last of its accesses that happened before.
typealias VectorClock = SIMD8<UInt32>

extension VectorClock {
    /// A clock that no access reaches.
    static var never: VectorClock { VectorClock(repeating: .max) }

    mutating func join(_ other: VectorClock) {
        replace(with: other, where: other .> self)
    }

    /// Whether any fibre knew something from the given access on, and that access has happened before.
    func covers(_ known: VectorClock) -> Bool {
        any(known .<= self)
    }
}
