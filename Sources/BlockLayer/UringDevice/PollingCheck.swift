import CPlatform
import Glibc

extension UringProbe {
    /// Tries one polled read, since no file of the system says reliably whether a device polls. The read must reach the
    /// device: a hole of a file is read without it.
    ///
    /// - Throws: ``RunError/cannotPoll(path:)``, if the device does not poll; ``RunError/nothingToPoll(path:)``, if
    ///   there is no data to try it with; ``RunError/device(_:)``, if it cannot be tried or does not answer.
    public static func checkPolling(_ path: String) throws(RunError) {
        let probe = try UringProbe(path, isWritable: false)
        let page = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
        // Of a read without an answer the kernel still has them.
        var isAnswered = true
        defer { if isAnswered { page.deallocate() } }
        let device = try UringDevice<RealMachine>(
            UringSettings(path: path, isWritable: false, completion: .polled, queueDepth: 1), queueCount: 1,
            buffers: [page])
        var list = BioList<RealMachine>()
        let bio = BioPointer<RealMachine>.allocate(capacity: 1)
        bio.initialize(to: Bio(owner: 0, buffer: page.baseAddress!))
        defer { if isAnswered { bio.deinitialize(count: 1).deallocate() } }
        bio.pointee.sectorCount = UInt32(probe.alignmentBytes / sectorBytes)
        guard let sector = try firstDataSector(path, probe) else {
            throw .nothingToPoll(path: path)
        }
        bio.pointee.sector = sector
        list.append(bio)
        switch readOnce(device.queues[0], &list, withinNanoseconds: patienceNanoseconds) {
        case nil:
            isAnswered = false
            // Closing the ring would wait for the answer.
            _ = Unmanaged.passRetained(device)
            throw .device("\(path): no answer to a polled read within 5 s: use --completion interrupt")
        case .ok: return
        case .notSupported: throw .cannotPoll(path: path)
        case let status?: throw .device("\(path): a polled read failed: \(status.text)")
        }
    }

    /// A sector whose data is on the device; nil for a file that has none.
    private static func firstDataSector(_ path: String, _ probe: UringProbe) throws(RunError) -> UInt64? {
        if probe.isBlockDevice { return 0 }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .device("\(path) cannot be opened: \(errorText(errno))") }
        defer { close(descriptor) }
        let offset = platform_seek_data(descriptor, 0)
        return offset < 0 ? nil : UInt64(offset) / UInt64(sectorBytes)
    }

    private static let patienceNanoseconds: UInt64 = 5_000_000_000

    /// How the bio on the list ended; nil if it did not in time.
    static func readOnce<Queue: HardwareQueue>(
        _ queue: Queue, _ list: inout BioList<Queue.M>, withinNanoseconds patience: UInt64
    ) -> Status? {
        let batch = CompletionBatch<Queue.M>(capacity: 1)
        defer { batch.deallocate() }
        var systemCalls: UInt64 = 0
        guard queue.submit(&list, systemCalls: &systemCalls) == 1 else { return .again }
        let begin = platform_monotonic_ns()
        while queue.reap(into: batch, systemCalls: &systemCalls) == 0 {
            if platform_monotonic_ns() - begin > patience { return nil }
        }
        return batch[0].pointee.status
    }
}
