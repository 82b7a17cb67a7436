import CUring
import Glibc

extension UringProbe {
    /// Tries one polled read, since no file of the system says reliably whether a device polls.
    ///
    /// - Throws: ``RunError/device(_:)`` that says what to do, if the device does not poll.
    public static func checkPolling(_ path: String) throws(RunError) {
        let probe = try UringProbe(path, isWritable: false)
        let page = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
        defer { page.deallocate() }
        let device = try UringDevice<RealMachine>(
            UringSettings(path: path, isWritable: false, completion: .polled, queueDepth: 1), queueCount: 1,
            buffers: [page])
        var list = BioList<RealMachine>()
        let bio = BioPointer<RealMachine>.allocate(capacity: 1)
        bio.initialize(to: Bio(owner: 0, buffer: page.baseAddress!))
        defer { bio.deinitialize(count: 1).deallocate() }
        bio.pointee.sectorCount = UInt32(probe.alignmentBytes / sectorBytes)
        list.append(bio)
        switch readOnce(device.queues[0], &list) {
        case .ok: return
        case .notSupported: throw .device("\(path) cannot poll: \(remedy(probe))")
        case let status: throw .device("\(path): a polled read failed: \(status.text)")
        }
    }

    private static func readOnce(
        _ queue: UringQueue<RealMachine>, _ list: inout BioList<RealMachine>
    ) -> Status {
        let batch = CompletionBatch<RealMachine>(capacity: 1)
        defer { batch.deallocate() }
        guard queue.submit(&list) == 1 else { return .again }
        while queue.reap(into: batch) == 0 {}
        return batch[0].pointee.status
    }

    private static func remedy(_ probe: UringProbe) -> String {
        let advice = "use --completion interrupt"
        guard probe.isBlockDevice else {
            return advice + ", or a file on a file system that polls over a device with poll queues"
        }
        return advice + ", or give the driver poll queues (NVMe: boot with nvme.poll_queues=4, or "
            + "`echo 4 > /sys/module/nvme/parameters/poll_queues` and reset the controller)"
    }
}
