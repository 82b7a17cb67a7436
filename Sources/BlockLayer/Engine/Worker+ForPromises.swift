// What a promise of a design may look at besides the page for designs. The checker asks for promises between two steps
// of a schedule, on the worker's own fibre; timed runs do not.

extension Worker {
    /// The oldest root in flight; the others follow through ``Root/nextInFlight``.
    var firstRootInFlight: RootPointer<Design>? { inFlight.first }

    /// The number of roots in flight.
    var rootsInFlight: Int { inFlight.count }

    /// The number of roots that the worker has.
    var rootCapacity: Int { roots.capacity }

    /// The most clones that one root may need.
    var mostClonesOfRoot: Int { clonesPerRoot }
}
