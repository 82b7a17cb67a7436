import Glibc

/// The data buffers of all workers: a page-aligned region for each, of a block for each root.
///
/// Rings get the blocks one by one to register: the kernel then makes an IO of a block without a search through the
/// pages of a large region. Where there are more blocks than a ring registers, they get the regions.
public final class WorkerBuffers: @unchecked Sendable {
    private let starts: [UnsafeMutableRawPointer]
    private let blockBytes: Int
    private let blocksPerWorker: Int

    /// The most buffers that a ring registers (IORING_MAX_REG_BUFFERS of Linux 5.13 and later).
    private static let mostRegistered = 1 << 14

    init(workerCount: Int, blocksPerWorker: Int, blockBytes: Int) throws(RunError) {
        let bytes = blocksPerWorker * blockBytes
        var starts: [UnsafeMutableRawPointer] = []
        for _ in 0..<workerCount {
            let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            guard let memory, memory != MAP_FAILED else {
                for start in starts { munmap(start, bytes) }
                throw .outOfMemory(bytes: bytes * workerCount)
            }
            starts.append(memory)
        }
        self.starts = starts
        self.blockBytes = blockBytes
        self.blocksPerWorker = blocksPerWorker
    }

    deinit {
        for start in starts { munmap(start, blocksPerWorker * blockBytes) }
    }

    private var registersBlocks: Bool { starts.count * blocksPerWorker <= Self.mostRegistered }

    func region(of worker: Int) -> BufferRegion {
        BufferRegion(
            start: starts[worker], blockBytes: blockBytes,
            firstIndex: registersBlocks ? worker * blocksPerWorker : worker,
            indexStep: registersBlocks ? 1 : 0)
    }

    /// What to register with a ring, by ``Bio/bufferIndex``.
    var registered: [UnsafeMutableRawBufferPointer] {
        let count = registersBlocks ? blocksPerWorker : 1
        let bytes = blocksPerWorker * blockBytes / count
        return starts.flatMap { start in
            (0..<count).map { UnsafeMutableRawBufferPointer(start: start + $0 * bytes, count: bytes) }
        }
    }
}
