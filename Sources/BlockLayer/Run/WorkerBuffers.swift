import Glibc

/// The data buffers of all workers: a page-aligned region for each, so that a region can be registered with a ring.
public final class WorkerBuffers: @unchecked Sendable {
    private let regions: [UnsafeMutableRawBufferPointer]

    /// - Parameter bytesPerWorker: `depth` blocks.
    init(workerCount: Int, bytesPerWorker: Int) throws(RunError) {
        var regions: [UnsafeMutableRawBufferPointer] = []
        for _ in 0..<workerCount {
            let memory = mmap(
                nil, bytesPerWorker, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            guard let memory, memory != MAP_FAILED else {
                Self.unmap(regions)
                throw .outOfMemory(bytes: bytesPerWorker * workerCount)
            }
            regions.append(UnsafeMutableRawBufferPointer(start: memory, count: bytesPerWorker))
        }
        self.regions = regions
    }

    deinit {
        Self.unmap(regions)
    }

    private static func unmap(_ regions: [UnsafeMutableRawBufferPointer]) {
        for region in regions { munmap(region.baseAddress, region.count) }
    }

    func region(of worker: Int) -> UnsafeMutableRawPointer { regions[worker].baseAddress! }

    /// The regions by worker, to be registered.
    var all: [UnsafeMutableRawBufferPointer] { regions }
}
