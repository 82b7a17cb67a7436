/// The hardware queues that one worker submits to, by the number of the leaf device.
struct SubmissionQueues {
    private let queues: UnsafeMutablePointer<UInt32>
    /// The queues as long as no device has fewer than at first.
    private let home: UnsafeMutablePointer<UInt32>
    private let deviceCount: Int

    /// Control plane, as ``deallocate()``.
    ///
    /// - Parameter queues: `UInt32.max` for mapped devices.
    init(_ queues: [UInt32]) {
        deviceCount = queues.count
        self.queues = .allocate(capacity: deviceCount)
        home = .allocate(capacity: deviceCount)
        for (device, queue) in queues.enumerated() {
            self.queues[device] = queue
            home[device] = queue
        }
    }

    func deallocate() {
        queues.deallocate()
        home.deallocate()
    }

    /// The queue of a device; `UInt32.max` for a mapped one.
    @inline(__always)
    subscript(device: UInt16) -> UInt32 { queues[Int(device)] }

    /// The queues of all devices, by number; `UInt32.max` for mapped ones.
    @inline(__always)
    var all: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: queues, count: deviceCount) }

    /// Takes note of the queues that a device has now. A device that has fewer than at first shares them among the
    /// workers that had the others.
    func update(_ device: Int, to range: Range<UInt32>) {
        let home = home[device]
        if home == .max { return }
        let count = range.upperBound &- range.lowerBound
        queues[device] = range.lowerBound &+ (home &- range.lowerBound) % count
    }
}

/// The leaves of one worker that a design leaves to interrupts, and the interrupt-driven queues that they go to.
struct UnpolledLeaves {
    /// By device number, `UInt32.max` for mapped devices; empty where the design leaves no leaf unpolled.
    let queues: UnsafeBufferPointer<UInt32>
    /// Whether the leaf that is submitted next is one of them.
    var isNext = false
    /// The number in plugs or on the queues: this worker's, and others' that came back here with EAGAIN.
    var inFlight = 0

    /// Control plane, as ``deallocate()``.
    init(_ queues: [UInt32]) {
        self.queues = allocateBuffer(queues)
    }

    func deallocate() {
        queues.deallocate()
    }
}
