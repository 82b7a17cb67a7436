import CPlatform

/// One worker's share of the workload: what to do next, for how long, and the outcome. fio's `job`.
///
/// Belongs to the worker's thread until the run is over.
struct Job: ~Copyable {
    /// IOs that the worker keeps in flight.
    let depth: Int
    /// IOs that must have completed before new ones are submitted (fio's `iodepth_batch_complete_min`).
    let batchComplete: Int
    let blockSectors: UInt32
    /// First sector of the job's range on the top device.
    let firstSector: UInt64

    /// In ticks since the run began: when measuring begins, and when submitting ends.
    let measureFromTicks: UInt64
    let endTicks: UInt64
    /// The IOs to submit at most, for passes that go over a range once.
    let ioLimit: UInt64

    var pattern: AccessPattern
    var verifier: Verifier?
    /// Whether there is a verifier, in a byte of its own: the timed path asks it twice for each IO.
    private let verifies: Bool
    /// Whether a sector was wrong.
    private(set) var foundMismatch = false
    let sampling: LatencySampling
    let rate: TickRate

    var issued: UInt64 = 0

    /// Submission to completion seen by the owner, of IOs that ended in the measured window; see ``LatencySampling``.
    var latency: LatencyHistogram
    /// Last leaf ready on its device to completion seen by the owner; empty where devices cannot tell.
    var lag: LatencyHistogram
    var window = MeasuredWindow()
    /// The first error that an IO ended with.
    var firstError: (status: Status, sector: UInt64)?

    /// - Parameters:
    ///   - measureFromTicks: `UInt64.max` measures nothing, and has no histograms.
    init(
        depth: Int, batchComplete: Int, blockSectors: UInt32, firstSector: UInt64, measureFromTicks: UInt64,
        endTicks: UInt64, ioLimit: UInt64, pattern: AccessPattern, verifier: Verifier?,
        sampling: LatencySampling, rate: TickRate
    ) {
        self.depth = depth
        self.batchComplete = batchComplete
        self.blockSectors = blockSectors
        self.firstSector = firstSector
        self.measureFromTicks = measureFromTicks
        self.endTicks = endTicks
        self.ioLimit = ioLimit
        self.pattern = pattern
        self.verifier = verifier
        verifies = verifier != nil
        self.sampling = sampling
        self.rate = rate
        let measures = measureFromTicks != .max
        latency = LatencyHistogram(isUsed: measures)
        lag = LatencyHistogram(isUsed: measures)
    }

    /// Makes a root the job's next IO; false if none may be started now.
    @inline(__always)
    mutating func prepare<Design>(_ root: RootPointer<Design>) -> Bool {
        let (block, operation) = pattern.next()
        root.pointee.block = block
        root.pointee.bio.sector = firstSector &+ block &* UInt64(blockSectors)
        root.pointee.bio.sectorCount = blockSectors
        root.pointee.bio.operation = operation
        root.pointee.bio.status = .ok
        if verifies { return beginVerified(root) }
        return true
    }

    /// Takes note of a root that the owner has seen ended at `now`.
    @inline(__always)
    mutating func finish<Design>(_ root: RootPointer<Design>, now: UInt64) {
        if root.pointee.bio.status != .ok { noteError(root) }
        if window.isOpen && sampling != .off {
            latency.record(rate.nanoseconds(now &- root.pointee.submitTicks))
            let ready = root.pointee.bio.readyTicks
            // A device's clock may run ahead of the reader's by a few ticks when they are on different CPUs.
            if ready != 0 { lag.record(rate.nanoseconds(now > ready ? now &- ready : 0)) }
        }
        if verifies { endVerified(root) }
    }

    @inline(never)
    private mutating func noteError<Design>(_ root: RootPointer<Design>) {
        // The bio may have been remapped in place: its sector is no longer the top device's.
        let sector = firstSector &+ root.pointee.block &* UInt64(blockSectors)
        if firstError == nil { firstError = (root.pointee.bio.status, sector) }
    }

    @inline(never)
    private mutating func beginVerified<Design>(_ root: RootPointer<Design>) -> Bool {
        if verifier!.selection != .all {
            guard let block = verifier!.nextSelected(from: root.pointee.block) else { return false }
            pattern.goOn(behind: block)
            root.pointee.block = block
            root.pointee.bio.sector = firstSector &+ block &* UInt64(blockSectors)
        }
        return verifier!.begin(root.pointee.block, root.pointee.bio.operation, root.pointee.bio.buffer)
    }

    @inline(never)
    private mutating func endVerified<Design>(_ root: RootPointer<Design>) {
        verifier!.end(
            root.pointee.block, root.pointee.bio.operation, root.pointee.bio.status, root.pointee.bio.buffer)
        foundMismatch = verifier!.mismatch != nil
    }
}
