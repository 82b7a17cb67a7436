import CPlatform
import Glibc

/// A file or block device, opened for direct IO, with rings for hardware queues.
///
/// Made and closed by the control plane; its queues must not outlive it.
final class UringDevice<M: Machine>: @unchecked Sendable {
    let queues: [UringQueue<M>]
    private let rings: UnsafeMutableBufferPointer<Ring<M>>
    private let descriptor: Int32

    /// - Parameter buffers: what rings register, by ``Bio/bufferIndex``.
    /// - Throws: ``RunError/device(_:)`` with the path and what to do.
    init(
        _ settings: UringSettings, queueCount: Int, buffers: [UnsafeMutableRawBufferPointer]
    ) throws(RunError) {
        let descriptor = try Self.open(settings)
        rings = .allocate(capacity: queueCount)
        var made = 0
        do throws(RunError) {
            while made < queueCount {
                rings.initializeElement(
                    at: made, to: try Ring(settings, descriptor: descriptor, buffers: buffers))
                made += 1
            }
        } catch {
            rings.baseAddress?.deinitialize(count: made)
            rings.deallocate()
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        let base = rings.baseAddress!
        queues = (0..<queueCount).map { UringQueue(base + $0) }
    }

    /// Why a ring has no registered buffers, as an errno value; 0 if all have.
    var bufferRegistration: Int32 {
        rings.indices.map { rings[$0].bufferRegistration }.first { $0 != 0 } ?? 0
    }

    deinit {
        rings.deinitialize().deallocate()
        close(descriptor)
    }

    /// Not exclusive (`O_EXCL`): that is for whoever guards the device against others, and the kernel lets one such
    /// opener in only.
    private static func open(_ settings: UringSettings) throws(RunError) -> Int32 {
        let flags = platform_direct_flag() | O_CLOEXEC | (settings.isWritable ? O_RDWR : O_RDONLY)
        let descriptor = Glibc.open(settings.path, flags)
        if descriptor >= 0 { return descriptor }
        if errno == EINVAL {
            throw .device("\(settings.path) is on a file system without direct IO: use another file system")
        }
        throw .device("\(settings.path) cannot be opened: \(errorText(errno))")
    }
}
