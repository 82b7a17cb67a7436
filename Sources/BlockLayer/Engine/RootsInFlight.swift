/// The roots of one worker that are in flight, in the order of submission: a list through the roots.
struct RootsInFlight<Design: PollingDesign> {
    private(set) var first: RootPointer<Design>?
    private var last: RootPointer<Design>?
    private(set) var count = 0

    @inline(__always)
    mutating func append(_ root: RootPointer<Design>) {
        root.pointee.nextInFlight = nil
        root.pointee.previousInFlight = last
        if let last { last.pointee.nextInFlight = root } else { first = root }
        last = root
        count &+= 1
    }

    @inline(__always)
    mutating func remove(_ root: RootPointer<Design>) {
        let previous = root.pointee.previousInFlight
        let next = root.pointee.nextInFlight
        if let previous { previous.pointee.nextInFlight = next } else { first = next }
        if let next { next.pointee.previousInFlight = previous } else { last = previous }
        count &-= 1
    }
}
