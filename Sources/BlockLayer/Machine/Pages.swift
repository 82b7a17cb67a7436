import Glibc

/// Whole pages of zeroed memory that nothing has used before.
///
/// For what must lie on a thread's NUMA node: the heap hands out again what another node's thread gave back. Where that
/// does not matter, it may be memory of the heap all the same.
struct Pages: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    private let byteCount: Int
    private let areOfHeap: Bool

    /// No page at all, where there was no memory for those that were wanted.
    static let none = Pages()

    private init() {
        start = UnsafeMutableRawPointer(bitPattern: 1 << 12)!
        byteCount = 0
        areOfHeap = false
    }

    /// - Parameters:
    ///   - arePresent: takes them from the system at once, by the memory policy of the calling thread. Else the thread
    ///     decides that touches them first.
    ///   - areOfHeap: zeroed memory of the heap instead, for what is made many thousand times a second and on whose
    ///     node nothing depends: a page of the system costs a fault, and giving it back interrupts the other threads.
    /// - Returns: nil if there is not so much memory.
    init?(byteCount: Int, arePresent: Bool = false, areOfHeap: Bool = false) {
        self.byteCount = max(1, byteCount)
        self.areOfHeap = areOfHeap
        let start =
            areOfHeap ? Self.ofHeap(self.byteCount) : Self.ofSystem(self.byteCount, arePresent: arePresent)
        guard let start else { return nil }
        self.start = start
    }

    private static func ofSystem(_ byteCount: Int, arePresent: Bool) -> UnsafeMutableRawPointer? {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | (arePresent ? MAP_POPULATE : 0)
        let start = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0)
        return start == MAP_FAILED ? nil : start
    }

    /// On cache lines of its own, by pairs as they are fetched.
    private static func ofHeap(_ byteCount: Int) -> UnsafeMutableRawPointer? {
        var start: UnsafeMutableRawPointer?
        guard posix_memalign(&start, 128, byteCount) == 0, let start else { return nil }
        memset(start, 0, byteCount)
        return start
    }

    func deallocate() {
        if byteCount == 0 { return }
        if areOfHeap { free(start) } else { munmap(start, byteCount) }
    }

    /// An address in each of the pages, but not of more than `most` pages, which are spread over all.
    func samples(atMost most: Int) -> [UnsafeRawPointer] {
        let pageBytes = sysconf(Int32(_SC_PAGESIZE))
        let pageCount = (byteCount + pageBytes - 1) / pageBytes
        let step = max(1, (pageCount + most - 1) / most)
        return stride(from: 0, to: pageCount, by: step).map { UnsafeRawPointer(start) + $0 * pageBytes }
    }
}
