import Glibc

/// Whole pages of zeroed memory that nothing has used before.
///
/// For what must lie on a thread's NUMA node: the heap hands out again what another node's thread gave back.
struct Pages: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    private let byteCount: Int

    /// - Parameter arePresent: takes them from the system at once, by the memory policy of the calling thread. Else the
    ///   thread decides that touches them first.
    /// - Returns: nil if there is not so much memory.
    init?(byteCount: Int, arePresent: Bool = false) {
        self.byteCount = max(1, byteCount)
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | (arePresent ? MAP_POPULATE : 0)
        let start = mmap(nil, self.byteCount, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let start, start != MAP_FAILED else { return nil }
        self.start = start
    }

    func deallocate() {
        munmap(start, byteCount)
    }

    /// An address in each of the pages, but not of more than `most` pages, which are spread over all.
    func samples(atMost most: Int) -> [UnsafeRawPointer] {
        let pageBytes = sysconf(Int32(_SC_PAGESIZE))
        let pageCount = (byteCount + pageBytes - 1) / pageBytes
        let step = max(1, (pageCount + most - 1) / most)
        return stride(from: 0, to: pageCount, by: step).map { UnsafeRawPointer(start) + $0 * pageBytes }
    }
}
