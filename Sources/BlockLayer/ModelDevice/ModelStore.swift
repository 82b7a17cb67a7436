import Glibc

/// The memory in which a model device keeps its data: zeroed, and taken from the system only as it is touched.
///
/// Outlives the device where several runs use the same data one after the other. Control plane.
final class ModelStore: @unchecked Sendable {
    let memory: UnsafeMutableRawBufferPointer

    /// - Throws: ``ModelError/tooLarge(bytes:)`` if there is no memory for so many bytes.
    init(bytes: UInt64) throws(ModelError) {
        guard let count = Int(exactly: bytes), count > 0 else { throw .tooLarge(bytes: bytes) }
        let start = mmap(
            nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let start, start != MAP_FAILED else { throw .tooLarge(bytes: bytes) }
        memory = UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    deinit {
        munmap(memory.baseAddress, memory.count)
    }
}
