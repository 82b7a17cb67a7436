/// The counts of the disks below during a run, compared with the run's own: all of it, ramp, draining
/// and passes to verify included.
struct DiskEvidence: Equatable, Sendable {
    /// Whether the run asked for polling.
    var isPolled: Bool
    /// The disks that interrupts were counted of, and whether all leaves are on them.
    var countedDisks: [String]
    var areAllCounted: Bool
    /// Nil if not known.
    var interrupts: UInt64?
    /// Disks that the kernel does not poll.
    var disksWithoutPolling: [String]
    /// The disks that sectors were counted of.
    var busyDisks: [String]
    /// Sectors that these read and wrote for any program; nil if not known or not comparable with the run's.
    var diskSectors: UInt64?
    /// Sectors that the run read and wrote.
    var ownSectors: UInt64
    var ios: UInt64
    /// Leaves that ended.
    var leaves: UInt64
    /// Disks that count no sectors.
    var disksWithoutCounts: [String] = []
    /// Why the disks of some leaves are not known.
    var unknownDisks: [String] = []
    /// Devices without interrupts of their own to count.
    var uncounted: [String] = []

    /// Above this, IOs of the run must have ended by interrupt, or others used the disk to an extent that matters.
    private static let mostInterruptsPerLeaf = 0.001
    /// A larger difference between what the disks and the run read and wrote may be seen in the run's numbers.
    private static let mostSectorShare = 0.01

    /// Nil unless the interrupts of all leaves are known.
    var interruptsPerIO: Double? {
        guard areAllCounted, ios > 0, let interrupts else { return nil }
        return Double(interrupts) / Double(ios)
    }

    /// The share of the leaves that may have been polled: all that no interrupt speaks against. One interrupt may
    /// end several IOs, so it is proof if there were none, and no more than a bound if there were some. What was not
    /// submitted for polling is never polled, however few interrupts a device makes of it.
    var polledFraction: Double? {
        guard areAllCounted, leaves > 0, let interrupts else { return nil }
        return isPolled ? 1 - min(1, Double(interrupts) / Double(leaves)) : 0
    }

    /// The checks that could not be made, each with the reason.
    var notes: [String] {
        let unseen = "whether all IOs reached the disk, and no others, was not checked"
        let unproven = "that they were polled is known from io_poll and from a polled read only"
        let isUncounted = isPolled && areAllCounted && interrupts == nil && !countedDisks.isEmpty
        return [
            unknownDisks.isEmpty ? nil : "\(unknownDisks.joined(separator: ", ")): \(unseen)",
            disksWithoutCounts.isEmpty
                ? nil : "\(disksWithoutCounts.joined(separator: ", ")): queue/iostats is not 1: \(unseen)",
            isPolled && !uncounted.isEmpty
                ? "\(uncounted.joined(separator: ", ")): no interrupts of their own to count, \(unproven)"
                : nil,
            isUncounted
                ? "\(countedDisks.joined(separator: ", ")): /proc/interrupts does not show them, \(unproven)"
                : nil,
        ].compactMap(\.self)
    }

    /// Why the run is not to be trusted; nil if nothing speaks against it.
    var doubt: String? {
        let doubts = [notPolled, foreignIO, lackingIO].compactMap(\.self)
        return doubts.isEmpty ? nil : doubts.joined(separator: "; ")
    }

    private var notPolled: String? {
        guard isPolled else { return nil }
        if !disksWithoutPolling.isEmpty {
            let disks = disksWithoutPolling.joined(separator: ", ")
            return "asked to be polled, but the kernel does not poll \(disks) (io_poll is 0)"
        }
        guard let interrupts, Double(interrupts) > Double(leaves) * Self.mostInterruptsPerLeaf else {
            return nil
        }
        let disks = countedDisks.joined(separator: ", ")
        return "asked to be polled, but \(disks) took \(interrupts) interrupts for \(leaves) leaf IOs"
    }

    /// Others used the disks.
    var foreignIO: String? {
        guard let diskSectors, diskSectors > ownSectors, isMuch(diskSectors - ownSectors) else { return nil }
        return "foreign IO on \(busyDisks.joined(separator: ", ")): "
            + "\(diskSectors - ownSectors) sectors besides the run's \(ownSectors)"
    }

    /// What a file system answers by itself says nothing about the disk.
    private var lackingIO: String? {
        guard let diskSectors, disksWithoutCounts.isEmpty, diskSectors < ownSectors,
            isMuch(ownSectors - diskSectors)
        else { return nil }
        return "only \(diskSectors) of the run's \(ownSectors) sectors reached "
            + "\(busyDisks.joined(separator: ", ")): write a file once, so that it has no holes"
    }

    private func isMuch(_ sectors: UInt64) -> Bool {
        Double(sectors) > Double(ownSectors) * Self.mostSectorShare
    }
}
