import Glibc

/// A stack for a fibre, with a guard below it: an overflow traps.
struct FibreStack {
    /// As of a thread: designs may go down a stack of thousands of devices by recursion.
    private static var byteCount: Int { 8 << 20 }
    private static var guardBytes: Int { 64 << 10 }

    private let start: UnsafeMutableRawPointer

    /// What it takes of addresses; of memory as much as was used.
    static var addressBytes: Int { guardBytes + byteCount }

    /// Control plane. Explorations are refused before where there is no memory for it; see ``RunMemory``.
    init() {
        let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        let start = mmap(nil, Self.addressBytes, PROT_READ | PROT_WRITE, flags, -1, 0)
        guard let start, start != MAP_FAILED else { fatalError("no memory for the stack of a fibre") }
        mprotect(start, Self.guardBytes, PROT_NONE)
        self.start = start
    }

    var end: UnsafeMutableRawPointer { start + Self.addressBytes }

    func deallocate() {
        munmap(start, Self.addressBytes)
    }
}
