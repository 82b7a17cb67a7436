import CPlatform
import Glibc

/// The machine that the program runs on: plain atomic instructions and the CPU's cycle counter.
enum RealMachine: Machine {
    /// Turns of a spin loop after which the CPU is given away: the holder of a lock may have been preempted. Not often,
    /// because Linux takes a time slice from whoever yields, and a poller that shares its CPU would starve.
    private static var turnsBeforeYield: UInt32 { 1 << 14 }

    @inline(__always)
    static func willRead(_ word: UnsafeRawPointer) {}

    @inline(__always)
    static func willWrite(_ word: UnsafeRawPointer) {}

    @inline(__always)
    static func willModify(_ word: UnsafeRawPointer) {}

    @inline(__always)
    static func spin(_ attempt: UInt32, on word: UnsafeRawPointer) {
        if attempt & (turnsBeforeYield - 1) == turnsBeforeYield - 1 {
            sched_yield()
        } else {
            platform_pause()
        }
    }

    @inline(__always)
    static func ticks() -> UInt64 { platform_ticks() }

    @inline(__always)
    static func cpu() -> UInt32 { UInt32(bitPattern: platform_current_cpu()) }
}

/// Pins the calling thread to a CPU; returns 0 or an errno value.
func pinThread(to cpu: Int) -> Int32 {
    platform_pin_to_cpu(Int32(clamping: cpu))
}
