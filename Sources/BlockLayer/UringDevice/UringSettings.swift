/// A file or block device that leaves go to through io_uring.
public struct UringSettings: Sendable, Equatable {
    /// The path of the device or file.
    public var path: String
    /// Whether it is opened for writing; otherwise it is opened read-only.
    public var isWritable: Bool
    public var completion: Completion
    public var sharing: QueueSharing
    /// Leaves that one ring takes.
    public var queueDepth: Int

    public init(
        path: String, isWritable: Bool, completion: Completion, sharing: QueueSharing = .shared,
        queueDepth: Int = 256
    ) {
        self.path = path
        self.isWritable = isWritable
        self.completion = completion
        self.sharing = sharing
        self.queueDepth = queueDepth
    }
}
