/// The data buffers of all workers: a page-aligned region for each, of a block for each root.
///
/// Rings get the blocks one by one to register: the kernel then makes an IO of a block without a search through the
/// pages of a large region. Where there are more blocks than a ring registers, they get the regions.
final class WorkerBuffers: @unchecked Sendable {
    private let regions: [Pages]
    private let blockBytes: Int
    private let blocksPerWorker: Int

    /// The most buffers that a ring registers (IORING_MAX_REG_BUFFERS of Linux 5.13 and later).
    private static let mostRegistered = 1 << 14

    init(
        workerCount: Int, blocksPerWorker: Int, blockBytes: Int, memory: MemoryPlacement? = nil
    ) throws(RunError) {
        let bytes = blocksPerWorker * blockBytes
        var regions: [Pages] = []
        for worker in 0..<workerCount {
            memory?.prefer(worker: worker)
            let pages = Pages(byteCount: bytes, arePresent: memory != nil)
            memory?.prefer(worker: nil)
            guard let pages else {
                for region in regions { region.deallocate() }
                throw .outOfMemory(bytes: bytes * workerCount)
            }
            regions.append(pages)
        }
        self.regions = regions
        self.blockBytes = blockBytes
        self.blocksPerWorker = blocksPerWorker
    }

    deinit {
        for region in regions { region.deallocate() }
    }

    private var registersBlocks: Bool { regions.count * blocksPerWorker <= Self.mostRegistered }

    func region(of worker: Int) -> BufferRegion {
        BufferRegion(
            start: regions[worker].start, blockBytes: blockBytes,
            firstIndex: registersBlocks ? worker * blocksPerWorker : worker,
            indexStep: registersBlocks ? 1 : 0)
    }

    /// Addresses in some of a worker's pages.
    func samples(of worker: Int, atMost most: Int) -> [UnsafeRawPointer] {
        regions[worker].samples(atMost: most)
    }

    /// What to register with a ring, by ``Bio/bufferIndex``.
    var registered: [UnsafeMutableRawBufferPointer] {
        let count = registersBlocks ? blocksPerWorker : 1
        let bytes = blocksPerWorker * blockBytes / count
        return regions.flatMap { region in
            (0..<count).map { UnsafeMutableRawBufferPointer(start: region.start + $0 * bytes, count: bytes) }
        }
    }
}
