import CUring
import Glibc
import Synchronization

/// A ring as a hardware queue: of a file or block device, polled or driven by interrupts.
///
/// On a polled ring a poll enters the kernel, which looks at the device (io_uring_enter(2), IORING_SETUP_IOPOLL); on an
/// interrupt ring it looks at the completion ring without a system call, so that every design runs on any file.
public struct UringQueue<M: Machine>: HardwareQueue {
    private let ring: UnsafeMutablePointer<Ring<M>>

    init(_ ring: UnsafeMutablePointer<Ring<M>>) {
        self.ring = ring
    }

    public var systemCallsPerSubmit: UInt64 { 1 }
    public var systemCallsPerReap: UInt64 { ring.pointee.isPolled ? 1 : 0 }
    public var interruptDescriptor: Int32? {
        ring.pointee.isPolled ? nil : ring.pointee.uring.pointee.ring_fd
    }

    @inline(__always)
    public func submit(_ leaves: inout BioList<M>) -> Int {
        let room = ring.pointee.depth &- ring.pointee.inFlight.value.load()
        var count = 0
        while count < room, !leaves.isEmpty, let entry = io_uring_get_sqe(ring.pointee.uring) {
            let leaf = leaves.popFirst().unsafelyUnwrapped
            prepare(entry, leaf)
            ring.pointee.submitting[count] = leaf
            count &+= 1
        }
        if count == 0 { return 0 }
        // Before the kernel has them: from then on anyone may reap them.
        ring.pointee.inFlight.value.add(UInt64(count))
        let taken = enter(count)
        if taken < count { giveBack(taken..<count, to: &leaves) }
        return taken
    }

    @inline(__always)
    private func prepare(_ entry: UnsafeMutablePointer<io_uring_sqe>, _ leaf: BioPointer<M>) {
        let bytes = leaf.pointee.sectorCount &* UInt32(sectorBytes)
        let offset = leaf.pointee.sector &* UInt64(sectorBytes)
        let region = Int32(leaf.pointee.owner)
        switch (leaf.pointee.operation, ring.pointee.hasFixedBuffers) {
        case (.read, true): io_uring_prep_read_fixed(entry, 0, leaf.pointee.buffer, bytes, offset, region)
        case (.write, true): io_uring_prep_write_fixed(entry, 0, leaf.pointee.buffer, bytes, offset, region)
        case (.read, false): io_uring_prep_read(entry, 0, leaf.pointee.buffer, bytes, offset)
        case (.write, false): io_uring_prep_write(entry, 0, leaf.pointee.buffer, bytes, offset)
        }
        entry.pointee.flags = UInt8(1 << IOSQE_FIXED_FILE_BIT)
        entry.pointee.user_data = UInt64(UInt(bitPattern: leaf))
    }

    /// Hands the prepared entries to the kernel; returns how many it took. It stops early behind an entry that it
    /// refuses, which completes with the error, and when it has no memory.
    @inline(__always)
    private func enter(_ count: Int) -> Int {
        var taken = 0
        while taken < count {
            let result = io_uring_submit(ring.pointee.uring)
            if result > 0 {
                taken &+= Int(result)
            } else if result != -EINTR {
                precondition(
                    result == -EAGAIN || result == -EBUSY || result == -ENOMEM || result == 0,
                    "the kernel refuses the ring itself")
                break
            }
        }
        return taken
    }

    /// Takes entries that the kernel has not seen out of the submission ring again. Only io_uring_enter looks at the
    /// ring (there is no SQPOLL thread), and the caller holds the submission lock.
    @inline(never)
    private func giveBack(_ range: Range<Int>, to leaves: inout BioList<M>) {
        let count = UInt32(range.count)
        ring.pointee.uring.pointee.sq.sqe_tail &-= count
        ring.pointee.uring.pointee.sq.sqe_head = ring.pointee.uring.pointee.sq.sqe_tail
        ring.pointee.uring.pointee.sq.ktail.pointee = ring.pointee.uring.pointee.sq.sqe_tail
        ring.pointee.inFlight.value.subtract(UInt64(count))
        var kept = BioList<M>()
        for place in range { kept.append(ring.pointee.submitting[place]) }
        leaves.prepend(kept)
    }

    @inline(__always)
    public func mayHaveCompletions() -> Bool {
        if ring.pointee.isPolled { return ring.pointee.inFlight.value.load() > 0 }
        return ring.pointee.posted > 0
    }

    @inline(__always)
    public func reap(into batch: CompletionBatch<M>) -> Int {
        // One look at the device; what it had finished is in the completion ring afterwards.
        if ring.pointee.isPolled { _ = io_uring_get_events(ring.pointee.uring) }
        let count = min(Int(ring.pointee.posted), batch.capacity)
        if count == 0 { return 0 }
        let completions = ring.pointee.uring.pointee.cq
        let head = completions.khead.pointee
        let mask = completions.ring_mask
        for place in 0..<count {
            let completion = completions.cqes + Int((head &+ UInt32(place)) & mask)
            let leaf = BioPointer<M>(bitPattern: UInt(completion.pointee.user_data)).unsafelyUnwrapped
            leaf.pointee.status = status(of: leaf, completion.pointee.res)
            batch[place] = leaf
        }
        io_uring_cq_advance(ring.pointee.uring, UInt32(count))
        ring.pointee.inFlight.value.subtract(UInt64(count))
        return count
    }

    @inline(__always)
    private func status(of leaf: BioPointer<M>, _ result: Int32) -> Status {
        if result == Int32(truncatingIfNeeded: leaf.pointee.sectorCount) &* Int32(sectorBytes) { return .ok }
        return Self.failure(result)
    }

    @inline(never)
    static func failure(_ result: Int32) -> Status {
        switch -result {
        case ..<1: .shortTransfer
        case EAGAIN, EINTR: .again
        case EIO: .ioError
        case EOPNOTSUPP: .notSupported
        case EINVAL: .invalid
        case ENOSPC, EDQUOT, EFBIG: .noSpace
        case ETIMEDOUT, ETIME: .timedOut
        case ENODEV, ENXIO: .deviceGone
        default: .other
        }
    }
}
