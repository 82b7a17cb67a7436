import CPlatform

/// Why a run cannot start. What happens to IOs while it runs is in its ``RunOutcome``.
public enum RunError: Error, Equatable, CustomStringConvertible {
    case tooManyPieces(pieces: Int, most: Int)
    case tooManyClones(perRoot: Int, depth: Int)
    case cannotPin(cpu: Int, errno: Int32)
    case cannotStartThread(errno: Int32)
    case rangeTooSmall(blocks: UInt64, workers: Int)
    case outOfMemory(bytes: Int)
    /// A polled read ends in EOPNOTSUPP.
    case cannotPoll(path: String)
    /// The file has no data on its device, so nothing can be read with polling.
    case nothingToPoll(path: String)
    case device(String)
    /// Each thread of a modelled machine waits for another one.
    case standstill

    public var description: String {
        switch self {
        case .tooManyPieces(let pieces, let most):
            "one IO of this size may fall into \(pieces) pieces at one device; at most \(most) are possible: "
                + "use a smaller --bs or larger chunks"
        case .tooManyClones(let perRoot, let depth):
            "one IO of this size may need \(perRoot) clones in this stack, too many for an --iodepth of \(depth): "
                + "use a smaller --bs or --iodepth, or larger chunks"
        case .cannotPin(let cpu, let errno): "cannot pin a thread to CPU \(cpu): \(errorText(errno))"
        case .cannotStartThread(let errno):
            "cannot start a thread: \(errorText(errno)): lower --numjobs or raise `ulimit -u`"
        case .rangeTooSmall(let blocks, let workers):
            "\(blocks) blocks are too few for \(workers) jobs: use a smaller --bs or a larger --size"
        case .outOfMemory(let bytes):
            "no memory for \(bytes) bytes of bios and buffers: lower --bs, --iodepth or --numjobs"
        case .cannotPoll(let path): "\(path) cannot poll"
        case .nothingToPoll(let path):
            "\(path) has no data, so it cannot be tried whether it polls: write it once"
        case .device(let text): text
        case .standstill: "each thread waits for another one: a fault of the design or of the engine"
        }
    }
}

/// What the C library says of an errno value, and what to do about it where that is the same for everyone.
public func errorText(_ errno: Int32) -> String {
    String(cString: platform_error_text(errno))
}
