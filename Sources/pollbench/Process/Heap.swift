import CPlatform

/// The allocator's memory.
enum Heap {
    /// Has all threads allocate from one heap. Called once, before any other thread is there.
    ///
    /// For each thread that allocates glibc reserves 64 MiB of addresses (mallopt(3), `M_ARENA_MAX`). Where addresses
    /// are bounded (`ulimit -v`) they would lack for what ``AvailableMemory`` has checked. Threads of a run allocate
    /// nothing while it is measured, so they do not contend for the one heap.
    static func shareByThreads() {
        mallopt(M_ARENA_MAX, 1)
    }
}
