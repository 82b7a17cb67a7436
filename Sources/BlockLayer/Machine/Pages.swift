import Glibc

/// Whole pages of zeroed memory that nothing has used before, all of them present.
///
/// For what must lie on a thread's NUMA node: the heap hands out again what another node's thread gave back. The pages
/// follow the memory policy of the thread that makes them; using them causes no page fault.
struct Pages: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    private let byteCount: Int

    /// Nil if there is not so much memory.
    init?(byteCount: Int) {
        self.byteCount = max(1, byteCount)
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE
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
