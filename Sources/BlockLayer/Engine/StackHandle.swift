/// The addresses of all that the workers of a run share. Nothing here changes while they run, except through the locks
/// and shared words that it points to.
struct StackHandle<Design: PollingDesign, Queue: HardwareQueue> where Queue.M == Design.M {
    let design: Design
    let maps: UnsafePointer<DeviceMaps<Design>>
    /// Whether tables may be loaded anew while workers run.
    let isChangeable: Bool
    let contexts: UnsafePointer<HardwareContext<Queue>>
    let contextCount: Int
    /// The number of polled queues, which come first; the interrupt-driven queues of the workers follow.
    let polledCount: Int
    let mailboxes: UnsafePointer<Mailbox<Design.M>>
    let lingering: LingeringTallies
    /// The device that roots go to.
    let top: UInt16
    /// The clock's reading when the run began: times in bios count from here.
    let epochTicks: UInt64
}
