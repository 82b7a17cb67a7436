extension Catalogue {
    /// `kernel`: the real thing, not a design of ours. The stack is one leaf, a device node of dm; Linux divides,
    /// tracks and polls what goes there (`dm_poll_bio` of drivers/md/dm.c).
    ///
    /// Ours is only the ring: the engine asks no design about a stack without a table, so this is the bare loop of
    /// ``IterateAll`` over the worker's own ring.
    public static let kernel = CatalogueEntry(IterateAll<RealMachine>(), standsForKernelAs: kernelCard)

    /// The same where completions are not polled for: the thread sleeps as ``Interrupt`` does.
    public static let kernelByInterrupts = CatalogueEntry(
        Interrupt<RealMachine>(), standsForKernelAs: kernelCard)

    private static let kernelCard = DesignCard(
        name: "kernel", source: "Linux 5.18 and later, not a design of ours",
        idea: "the root goes to a real dm device, and the kernel remembers what to poll")
}
