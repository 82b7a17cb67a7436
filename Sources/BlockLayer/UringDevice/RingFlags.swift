import CUring

/// The flags of io_uring_setup(2) that pollbench asks for; Debian's liburing 2.3 does not know the youngest.
enum RingFlags {
    /// No array of entry numbers between the ring and its entries: Linux 6.6, IORING_SETUP_NO_SQARRAY.
    static let noArray: UInt32 = 1 << 16

    /// The sets to try one after the other: each leaves out the youngest flag of the one before.
    static func choices(_ settings: UringSettings) -> [UInt32] {
        let isPolled = settings.completion == .polled
        let base = UInt32(IORING_SETUP_CLAMP) | (isPolled ? UInt32(IORING_SETUP_IOPOLL) : 0)
        guard settings.sharing == .exclusive else { return [base | noArray, base] }
        // Begun disabled, since the thread that enables a ring is its single issuer.
        let disabled = base | UInt32(IORING_SETUP_R_DISABLED)
        let single = disabled | UInt32(IORING_SETUP_SINGLE_ISSUER)
        // A ring that is not polled would have to be entered before its completions show.
        let deferred = isPolled ? [single | UInt32(IORING_SETUP_DEFER_TASKRUN)] : []
        return (deferred + [single]).flatMap { [$0 | noArray, $0] } + [disabled]
    }
}
