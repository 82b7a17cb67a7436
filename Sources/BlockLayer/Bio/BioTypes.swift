// Types of the fields of a bio.

/// The unit of all sector numbers and counts, in bytes.
public let sectorBytes = 512

/// What a bio does.
enum Operation: UInt8, Sendable {
    case read
    case write
}

/// How a bio ended. Zero is success; where several parts of a bio fail, the first failure to arrive is the bio's.
///
/// The raw values fit the four bits that ``CompletionWord`` has for them.
public enum Status: UInt8, Sendable, CaseIterable {
    case ok = 0
    /// EIO: the device or an `error` target failed the IO.
    case ioError
    /// EOPNOTSUPP: the device or the queue cannot do this, for example poll.
    case notSupported
    /// EINVAL: the device refused the request as malformed, for example for its alignment.
    case invalid
    /// EAGAIN: no room just now. The engine submits the leaf again; a root never ends so.
    case again
    /// Fewer bytes came back than were asked for.
    case shortTransfer
    /// ENOSPC: the device is full.
    case noSpace
    /// ETIMEDOUT: the device did not answer in time.
    case timedOut
    /// ENODEV or ENXIO: the device is gone.
    case deviceGone
    /// ENODATA: the medium has lost the data.
    case mediumError
    /// EREMOTEIO: the device understood the request and failed it.
    case targetError
    /// EILSEQ: the data does not match its protection information.
    case protectionError
    /// ENOLINK: the way to the device failed, as when its controller goes away.
    case transportError
    /// EPERM: the kernel takes no such IO for this device, as no writes if it is read-only.
    case notPermitted
    /// Any other error of the kernel.
    case other

    /// The status of a raw value that came from a status: a cast, where `init(rawValue:)` is a search.
    @inline(__always)
    init(code: UInt8) {
        assert(Status(rawValue: code) != nil)
        self = unsafeBitCast(code, to: Status.self)
    }

    /// The status in words, with the kernel's name where there is one.
    public var text: String {
        switch self {
        case .ok: "ok"
        case .ioError: "I/O error (EIO)"
        case .notSupported: "operation not supported (EOPNOTSUPP)"
        case .invalid: "invalid request (EINVAL)"
        case .again: "no room (EAGAIN)"
        case .shortTransfer: "short transfer"
        case .noSpace: "no space (ENOSPC)"
        case .timedOut: "timed out (ETIMEDOUT)"
        case .deviceGone: "device gone (ENODEV)"
        case .mediumError: "critical medium error (ENODATA)"
        case .targetError: "critical target error (EREMOTEIO)"
        case .protectionError: "protection error (EILSEQ)"
        case .transportError: "transport error (ENOLINK)"
        case .notPermitted: "not permitted (EPERM)"
        case .other: "unexpected error"
        }
    }
}

/// How the outstanding parts of a bio are counted down.
public enum CompletionCounting: String, Sendable, CaseIterable, BitwiseCopyable {
    /// By atomic instructions, as Linux does: any thread may end any part.
    case atomic
    /// By plain loads and stores: only the bio's owner ends its parts. A leaf that its owner holds may be finished by
    /// another thread, whose store is the only write to the leaf's word until the owner has seen it.
    case plain
}
