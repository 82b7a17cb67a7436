import Glibc

// The completion side of a queue, under its completion lock.

extension ModelQueue {
    @inline(__always)
    func reap(into batch: CompletionBatch<M>, systemCalls: inout UInt64) -> Int {
        let now = now()
        withUnsafePointer(to: completion.pointee.drained) { M.willWritePlain($0) }
        var count = 0
        var tail = submission.pointee.tail.value.load()
        while true {
            let next =
                parts.pointee.keepsOrder
                ? reapInOrder(to: tail, now, batch, &count) : reapByReadiness(to: tail, now, batch, &count)
            if parts.pointee.isExclusive {
                completion.pointee.nextReady.value.storeRelaxed(next)
                break
            }
            // A submitter that comes in between has announced its leaf before this store, which wipes that out; then
            // its tail is seen here. If its tail is not seen, its announcement is still to come.
            _ = completion.pointee.nextReady.value.exchange(next)
            let newTail = submission.pointee.tail.value.load()
            if newTail == tail { break }
            tail = newTail
        }
        if completion.pointee.interrupts.ticks > 0 { takeInterrupts(batch, count) }
        let head = completion.pointee.head.value.loadRelaxed()
        completion.pointee.head.value.store(head &+ UInt64(truncatingIfNeeded: count))
        return count
    }

    /// The n-th leaf that was submitted.
    @inline(__always)
    private func leaf(_ number: UInt64) -> BioPointer<M> {
        let slot = parts.pointee.ring + Int(truncatingIfNeeded: number & parts.pointee.ringMask)
        M.willReadPlain(slot)
        return slot.pointee
    }

    /// Reaps from the ring while the first leaf is ready; returns when the next one will be.
    @inline(__always)
    private func reapInOrder(
        to tail: UInt64, _ now: UInt64, _ batch: CompletionBatch<M>, _ count: inout Int
    ) -> UInt64 {
        var drained = completion.pointee.drained
        var next = UInt64.max
        while drained != tail {
            let leaf = leaf(drained)
            if leaf.pointee.readyTicks > now || count == batch.capacity {
                next = leaf.pointee.readyTicks
                break
            }
            complete(leaf, batch, &count)
            drained &+= 1
        }
        completion.pointee.drained = drained
        return next
    }

    /// Sorts what is new, then reaps those whose time has come; returns when the next one will be ready.
    private func reapByReadiness(
        to tail: UInt64, _ now: UInt64, _ batch: CompletionBatch<M>, _ count: inout Int
    ) -> UInt64 {
        while completion.pointee.drained != tail {
            let leaf = leaf(completion.pointee.drained)
            if !isLost(leaf) { completion.pointee.order.insert(leaf) }
            completion.pointee.drained &+= 1
        }
        while count < batch.capacity, let leaf = completion.pointee.order.popReady(at: now) {
            complete(leaf, batch, &count)
        }
        let next = completion.pointee.order.nextReady
        return completion.pointee.lost == nil ? next : min(next, reapLost(now, batch, &count))
    }

    @inline(__always)
    func complete(_ leaf: BioPointer<M>, _ batch: CompletionBatch<M>, _ count: inout Int) {
        if let data = parts.pointee.data, leaf.pointee.status == .ok { transfer(leaf, data) }
        batch[count] = leaf
        count &+= 1
    }

    /// Moves the data, as the device's DMA would.
    @inline(never)
    private func transfer(_ leaf: BioPointer<M>, _ data: UnsafeMutableRawPointer) {
        let place = data + Int(leaf.pointee.sector) &* sectorBytes
        let count = Int(leaf.pointee.sectorCount) &* sectorBytes
        switch leaf.pointee.operation {
        case .read: memcpy(leaf.pointee.buffer, place, count)
        case .write: memcpy(place, leaf.pointee.buffer, count)
        }
    }
}
