import CPlatform

/// What runs the fibres of a ``SimulatedMachine`` and decides, at each hook of the machine, what it costs and which of
/// them goes on. See ``Machine`` for the hooks; those that a simulation leaves out do nothing.
///
/// All calls come from the one thread that runs the fibres.
class Simulation {
    /// - Parameter site: where in the code the access is.
    func willRead(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {}

    func willWrite(_ word: UnsafeRawPointer, _ order: AccessOrder, site: UnsafeRawPointer?) {}

    func willModify(_ word: UnsafeRawPointer, ifEqual expected: UInt64?, site: UnsafeRawPointer?) {}

    func spin(on word: UnsafeRawPointer) {}

    func ticks(site: UnsafeRawPointer?) -> UInt64 { 0 }

    var cpu: UInt32 { 0 }

    func note(_ event: BioEvent, of bio: UnsafeRawPointer) {}

    func note(_ event: QueuePollEvent, queue: UInt32) {}

    func willReadPlain(_ memory: UnsafeRawPointer) {}

    func willWritePlain(_ memory: UnsafeRawPointer) {}

    func deviceWrote(_ word: UnsafeRawPointer, at ticks: UInt64) {}

    func deviceWorks(_ isWorking: Bool) {}

    func spend(_ work: Work) {}
}

extension Simulation {
    /// The simulation whose fibres the calling thread runs; nil outside of its runs.
    @inline(__always)
    static var running: Unmanaged<Simulation>? {
        platform_current_simulation().map { Unmanaged.fromOpaque($0) }
    }

    /// Makes this the running one while `body` runs.
    func run(_ body: () -> Void) {
        let before = platform_current_simulation()
        platform_set_current_simulation(Unmanaged.passUnretained(self).toOpaque())
        withExtendedLifetime(self, body)
        platform_set_current_simulation(before)
    }

    /// Calls `body` from a fibre as if none ran.
    static func pause<Result>(_ body: () -> Result) -> Result {
        let running = platform_current_simulation()
        platform_set_current_simulation(nil)
        defer { platform_set_current_simulation(running) }
        return body()
    }
}
