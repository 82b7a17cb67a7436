import BlockDevices

extension Plan {
    /// The block devices that the leaves are, or that their files lie on; each once, in the order of the leaves. None
    /// for models, and for files whose file system has no device of its own.
    public var blockDevices: [BlockDevice] {
        stacks.flatMap(\.leaves.facts).compactMap { leaf -> BlockDevice? in
            switch leaf.kind {
            case .model: nil
            case .real(let path, true): try? BlockDevice(path: path)
            case .real(let path, false): BlockDevice(holding: path)
            }
        }
        .uniqued()
    }

    /// The CPUs of this machine that runs use, ascending.
    public var cpus: [Int] { Set(runs.filter { $0.machine == nil }.flatMap(\.cpus)).sorted() }
}
