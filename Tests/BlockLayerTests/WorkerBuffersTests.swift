import Glibc
import Testing

@testable import BlockLayer

/// What rings register, and that each block says rightly where it is.
@Suite struct WorkerBuffersTests {
    private static let most = 1 << 14

    @Test(arguments: [
        (1, 1, 512), (1, 8, 4096), (3, 5, 512), (2, 8192, 1024), (2, 8193, 1024), (1, 1 << 14, 512),
        (1, 1 << 14 + 1, 512),
    ])
    func eachBlockLiesInTheBufferThatItNames(workers: Int, blocks: Int, blockBytes: Int) throws {
        let buffers = try WorkerBuffers(workerCount: workers, blocksPerWorker: blocks, blockBytes: blockBytes)
        let registered = buffers.registered
        #expect(registered.count == (workers * blocks <= Self.most ? workers * blocks : workers))
        #expect(registered.reduce(0) { $0 + $1.count } == workers * blocks * blockBytes)
        var wrong = 0
        for worker in 0..<workers {
            let region = buffers.region(of: worker)
            for block in 0..<blocks {
                let index = Int(region.index(of: block))
                try #require(registered.indices.contains(index), "worker \(worker), block \(block)")
                let buffer = registered[index]
                let start = UnsafeRawPointer(region.block(block))
                let isInside =
                    start >= UnsafeRawPointer(buffer.baseAddress!)
                    && start + blockBytes <= UnsafeRawPointer(buffer.baseAddress! + buffer.count)
                if !isInside { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test func blocksDoNotOverlap() throws {
        let buffers = try WorkerBuffers(workerCount: 3, blocksPerWorker: 7, blockBytes: 1536)
        let starts = (0..<3).flatMap { worker in
            (0..<7).map { UInt(bitPattern: buffers.region(of: worker).block($0)) }
        }.sorted()
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= 1536 })
    }

    /// The kernel refuses a buffer of more than 1 GiB; its ring then takes addresses.
    @Test(arguments: [true, false])
    func aRingGoesOnWithoutBuffers(isTooLarge: Bool) throws {
        let file = try TemporaryFile(bytes: 4096)
        let blocks = isTooLarge ? Self.most + 1 : Self.most / 16
        let buffers = try WorkerBuffers(workerCount: 1, blocksPerWorker: blocks, blockBytes: 1 << 16)
        let settings = UringSettings(path: file.path, isWritable: false, completion: .interrupt)
        let descriptor = open(file.path, O_RDONLY)
        defer { close(descriptor) }
        let ring = try Ring<RealMachine>(settings, descriptor: descriptor, buffers: buffers.registered)
        let hasFixedBuffers = ring.hasFixedBuffers
        #expect(hasFixedBuffers == !isTooLarge)
    }
}
