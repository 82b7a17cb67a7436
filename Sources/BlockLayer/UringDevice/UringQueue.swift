import CUring
import Glibc

/// A ring as a hardware queue: of a file or block device, polled or driven by interrupts.
///
/// On a polled ring a poll enters the kernel, which looks at the device (io_uring_enter(2), IORING_SETUP_IOPOLL); on an
/// interrupt ring it looks at the completion ring without a system call, so that every design runs on any file. A
/// polled ring that one thread owns holds back what was submitted last: one system call then submits and polls.
struct UringQueue<M: Machine>: HardwareQueue {
    private let ring: UnsafeMutablePointer<Ring<M>>

    init(_ ring: UnsafeMutablePointer<Ring<M>>) {
        self.ring = ring
    }

    var interruptDescriptor: Int32? {
        ring.pointee.isPolled ? nil : ring.pointee.uring.pointee.ring_fd
    }

    @inline(__always)
    func submit(_ leaves: inout BioList<M>, systemCalls: inout UInt64) -> Int {
        // Each batch goes to the kernel by itself.
        if holdsBack { flush(systemCalls: &systemCalls) }
        let count = prepare(&leaves)
        if count == 0 { return 0 }
        // Before the kernel has them: from then on any worker may reap them.
        ring.pointee.countInFlight(UInt64(count))
        ring.pointee.publishEntries()
        let waiting = UInt32(truncatingIfNeeded: ring.pointee.heldBack.loadRelaxed()) &+ count
        let isPollToFollow = ring.pointee.isExclusive && ring.pointee.isPolled
        hold(back: isPollToFollow ? waiting : handOver(waiting, &systemCalls))
        return Int(count)
    }

    /// Writes an entry for each leaf that there is room for.
    @inline(__always)
    private func prepare(_ leaves: inout BioList<M>) -> UInt32 {
        let room = ring.pointee.depth &- UInt32(truncatingIfNeeded: ring.pointee.inFlight.value.load())
        let first = ring.pointee.tail
        var tail = first
        while tail &- first < room, let leaf = leaves.popFirst() {
            prepare(ring.pointee.entries + Int(tail & ring.pointee.entryMask), leaf)
            tail &+= 1
        }
        ring.pointee.tail = tail
        return tail &- first
    }

    @inline(__always)
    private func prepare(_ entry: UnsafeMutablePointer<io_uring_sqe>, _ leaf: BioPointer<M>) {
        let isRead = leaf.pointee.operation == .read
        if ring.pointee.hasFixedBuffers {
            let opcode = isRead ? IORING_OP_READ_FIXED : IORING_OP_WRITE_FIXED
            entry.pointee.opcode = UInt8(truncatingIfNeeded: opcode.rawValue)
            entry.pointee.buf_index = leaf.pointee.bufferIndex
        } else {
            let opcode = isRead ? IORING_OP_READ : IORING_OP_WRITE
            entry.pointee.opcode = UInt8(truncatingIfNeeded: opcode.rawValue)
        }
        entry.pointee.off = leaf.pointee.sector &* UInt64(sectorBytes)
        entry.pointee.addr = UInt64(UInt(bitPattern: leaf.pointee.buffer))
        entry.pointee.len = leaf.pointee.sectorCount &* UInt32(sectorBytes)
        entry.pointee.user_data = UInt64(UInt(bitPattern: leaf))
    }

    /// The tags of a block device are shared by its queues.
    @inline(__always)
    static var sharesTags: Bool { true }

    @inline(__always)
    var holdsBack: Bool { ring.pointee.heldBack.loadRelaxed() > 0 }

    @inline(__always)
    private func hold(back count: UInt32) {
        ring.pointee.heldBack.storeRelaxed(UInt64(count))
    }

    @inline(__always)
    func flush(systemCalls: inout UInt64) {
        hold(back: handOver(UInt32(truncatingIfNeeded: ring.pointee.heldBack.loadRelaxed()), &systemCalls))
    }

    /// Has the kernel take entries; returns how many it refused, for want of memory.
    @inline(__always)
    private func handOver(_ count: UInt32, _ systemCalls: inout UInt64) -> UInt32 {
        var left = count
        while left > 0 {
            let taken = enter(left, flags: 0, &systemCalls)
            if taken > 0 {
                left &-= UInt32(taken)
            } else if taken != -EINTR {
                break
            }
        }
        return left
    }

    @inline(__always)
    func mayHaveCompletions() -> Bool {
        if ring.pointee.isPolled { return ring.pointee.inFlight.value.load() > 0 }
        return ring.pointee.posted > 0
    }

    @inline(__always)
    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        var posted = ring.pointee.posted
        if posted == 0 && ring.pointee.isPolled {
            // One look at the device; what it had finished is in the completion ring afterwards.
            pollDevice(&systemCalls)
            posted = ring.pointee.posted
        }
        let count = min(Int(posted), batch.capacity)
        if count == 0 { return 0 }
        let head = ring.pointee.completionHead
        var place = 0
        while place < count {
            let completion =
                ring.pointee.completions
                + Int((head &+ UInt32(truncatingIfNeeded: place)) & ring.pointee.completionMask)
            let leaf = BioPointer<M>(bitPattern: UInt(completion.pointee.user_data)).unsafelyUnwrapped
            leaf.pointee.status = status(of: leaf, completion.pointee.res)
            batch[place] = leaf
            place &+= 1
        }
        ring.pointee.releaseCompletions(before: head &+ UInt32(truncatingIfNeeded: count))
        ring.pointee.countInFlight(0 &- UInt64(count))
        return count
    }

    /// Has the kernel look at the device, after it has taken what was held back. Only the owner of a ring may hand
    /// over here: elsewhere that takes the submission lock.
    @inline(__always)
    private func pollDevice(_ systemCalls: inout UInt64) {
        let waiting =
            ring.pointee.isExclusive ? UInt32(truncatingIfNeeded: ring.pointee.heldBack.loadRelaxed()) : 0
        let taken = enter(waiting, flags: UInt32(IORING_ENTER_GETEVENTS), &systemCalls)
        if waiting > 0 && taken > 0 { hold(back: waiting &- UInt32(taken)) }
    }

    /// Enters the kernel, which takes up to `count` entries: it stops early behind an entry that it refuses, which
    /// completes with the error, and when it has no memory. Returns how many it took, or a negative errno value.
    @inline(__always)
    private func enter(_ count: UInt32, flags: UInt32, _ systemCalls: inout UInt64) -> Int32 {
        systemCalls &+= 1
        let result = io_uring_enter(
            UInt32(bitPattern: ring.pointee.descriptor), count, 0, flags | ring.pointee.enterFlags, nil)
        // Any other answer to a submission would come again and again: the ring was set up or used wrongly.
        precondition(
            result >= 0 || count == 0 || result == -EAGAIN || result == -EBUSY || result == -ENOMEM
                || result == -EINTR, "the kernel refuses the ring itself")
        return result
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
        case ENODATA: .mediumError
        case EREMOTEIO: .targetError
        case EILSEQ: .protectionError
        case ENOLINK: .transportError
        case EPERM, EROFS: .notPermitted
        default: .other
        }
    }

    /// The thread that enables the ring is its single issuer; a registered ring, which is the thread's own too, saves
    /// the kernel looking up the descriptor (io_uring_register(2), IORING_REGISTER_RING_FDS, Linux 5.18).
    func attach() -> Int32 {
        let uring = ring.pointee.uring
        let result = io_uring_register(
            UInt32(bitPattern: uring.pointee.ring_fd), UInt32(IORING_REGISTER_ENABLE_RINGS), nil, 0)
        if result < 0 { return -result }
        if io_uring_register_ring_fd(uring) == 1 {
            ring.pointee.descriptor = uring.pointee.enter_ring_fd
            ring.pointee.enterFlags = UInt32(IORING_ENTER_REGISTERED_RING)
        }
        return 0
    }

    func detach() {
        guard ring.pointee.enterFlags != 0 else { return }
        io_uring_unregister_ring_fd(ring.pointee.uring)
        ring.pointee.descriptor = ring.pointee.uring.pointee.ring_fd
        ring.pointee.enterFlags = 0
    }
}
