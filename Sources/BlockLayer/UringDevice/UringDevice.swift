import CPlatform
import Glibc

/// A file or block device, opened for direct IO, with rings for hardware queues.
///
/// Made and closed by the control plane; its queues must not outlive it.
final class UringDevice<M: Machine>: @unchecked Sendable {
    let queues: [UringQueue<M>]
    /// Rings beside them that are driven by interrupts, one for each worker.
    let interruptQueues: [UringQueue<M>]
    private let rings: UnsafeMutableBufferPointer<Ring<M>>
    private let descriptor: Int32
    /// Pages of the rings on another node than their owner's.
    let strayPages: Int

    /// - Parameters:
    ///   - owners: the worker on whose node a queue's ring is made.
    ///   - buffers: what rings register, by ``Bio/bufferIndex``.
    /// - Throws: ``RunError/device(_:)`` with the path and what to do.
    init(
        _ settings: UringSettings, queueCount: Int, interruptQueueCount: Int = 0, owners: [Int: Int] = [:],
        buffers: [UnsafeMutableRawBufferPointer], memory: MemoryPlacement? = nil
    ) throws(RunError) {
        let descriptor = try Self.open(settings)
        let ringCount = queueCount + interruptQueueCount
        rings = .allocate(capacity: ringCount)
        var byInterrupts = settings
        byInterrupts.completion = .interrupt
        var made = 0
        var strayPages = 0
        defer { memory?.prefer(worker: nil) }
        do throws(RunError) {
            while made < ringCount {
                let isBeside = made >= queueCount
                let owner = isBeside ? made - queueCount : owners[made]
                if let owner { memory?.prefer(worker: owner) }
                rings.initializeElement(
                    at: made,
                    to: try Ring(isBeside ? byInterrupts : settings, descriptor: descriptor, buffers: buffers)
                )
                if let owner, let memory {
                    strayPages += memory.strayCount(rings[made].pages, of: owner)
                }
                made += 1
            }
        } catch {
            rings.baseAddress?.deinitialize(count: made)
            rings.deallocate()
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.strayPages = strayPages
        let base = rings.baseAddress!
        queues = (0..<queueCount).map { UringQueue(base + $0) }
        interruptQueues = (queueCount..<ringCount).map { UringQueue(base + $0) }
    }

    /// Why a ring has no registered buffers, as an errno value; 0 if all have.
    var bufferRegistration: Int32 {
        rings.indices.map { rings[$0].bufferRegistration }.first { $0 != 0 } ?? 0
    }

    deinit {
        rings.deinitialize().deallocate()
        close(descriptor)
    }

    /// Without access times, as t/io_uring opens it: keeping them takes the kernel 154 instructions of each IO.
    ///
    /// Not exclusive (`O_EXCL`): that is for the program that guards the device against others, and the kernel lets
    /// one such opener in only.
    private static func open(_ settings: UringSettings) throws(RunError) -> Int32 {
        let flags = platform_direct_flag() | O_CLOEXEC | (settings.isWritable ? O_RDWR : O_RDONLY)
        var descriptor = Glibc.open(settings.path, flags | platform_no_access_time_flag())
        // Only a file's owner may leave its access time alone (open(2), O_NOATIME).
        if descriptor < 0 && errno == EPERM { descriptor = Glibc.open(settings.path, flags) }
        if descriptor >= 0 { return descriptor }
        if errno == EINVAL {
            throw .device("\(settings.path) is on a file system without direct IO: use another file system")
        }
        throw .device("\(settings.path) cannot be opened: \(errorText(errno))")
    }
}
