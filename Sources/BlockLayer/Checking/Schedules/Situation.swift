/// What a policy decides on.
struct Situation {
    let decision: UInt32
    /// A bit for each fibre that has something to do.
    let runnable: UInt32
    let fibreCount: Int
    /// The fibre that ran last; nil at the beginning.
    let current: Int?
    /// Whether leaves are on a device that are not ready.
    let devicesHaveWork: Bool

    /// The number of the devices among the choices.
    var devices: Int { fibreCount }

    @inline(__always)
    func isRunnable(_ fibre: Int) -> Bool { runnable >> UInt32(fibre) & 1 == 1 }

    @inline(__always)
    var currentGoesOn: Bool { current.map(isRunnable) ?? false }

    /// The obvious decision: the fibre that ran last goes on; if it has nothing to do, the next in turn that has.
    @inline(__always)
    var obvious: Int {
        guard let current else { return runnable.trailingZeroBitCount }
        if isRunnable(current) { return current }
        let behind = runnable >> UInt32(current)
        return behind != 0 ? current &+ behind.trailingZeroBitCount : runnable.trailingZeroBitCount
    }

    /// All that can be decided, a bit for each fibre, and for the devices.
    var choices: UInt32 { runnable | (devicesHaveWork ? 1 << UInt32(devices) : 0) }
}
