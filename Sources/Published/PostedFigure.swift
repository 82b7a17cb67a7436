/// A row of the figures that the mailing lists saw: a design, what it ran on, and what was posted.
///
/// Thousands of IOs per second; 4 KiB random reads through io_uring at depth 128 unless the stack says otherwise. The
/// machines of the postings are not ours: what can be shown again are relations, never the numbers.
public struct PostedFigure: Sendable {
    /// F1, F2 …: the name of its matrix and, there, of its stack.
    public let id: String
    public let design: String
    /// What it ran on, in words.
    public let stack: String
    /// Jobs; each needs a CPU.
    public let threads: Int
    /// Leaves that an IO falls into.
    public let leaves: Int
    /// By interrupts, and polled; nil where only the relation was posted.
    public let interrupt: Double?
    public let polled: Double?
    /// As it was posted.
    public let change: String
    /// NUMA nodes that it needs.
    public let nodes: Int
    /// Why no matrix says what was posted; nil if one does.
    public let obstacle: String?

    init(
        _ id: String, _ design: String, _ stack: String, threads: Int = 1, leaves: Int = 1,
        interrupt: Double? = nil, polled: Double? = nil, _ change: String, nodes: Int = 1,
        obstacle: String? = nil
    ) {
        self.id = id
        self.design = design
        self.stack = stack
        self.threads = threads
        self.leaves = leaves
        self.interrupt = interrupt
        self.polled = polled
        self.change = change
        self.nodes = nodes
        self.obstacle = obstacle
    }

    /// The described machine that it is modelled on: a server with two sockets of the year, or where a desktop was
    /// posted one of its generation.
    public var machine: String { ["F15", "F16"].contains(id) ? "ryzen-5700x-8" : "xeon-8375c-2x32" }

    /// The design that stands for the figure's interrupt mode.
    public static let interruptDesign = "interrupt"

    /// The figure of this name.
    public static func named(_ id: String) -> PostedFigure? { all.first { $0.id == id } }

    /// All published figures.
    public static let all = [
        PostedFigure("F1", "iterate-all", "linear, 1 NVMe", interrupt: 244, polled: 345, "+40 %"),
        PostedFigure("F2", "root-list", "stripe, 8k chunks, 8k", "about -20 %"),
        PostedFigure("F3", "busy-array", "linear, 3 NVMe", interrupt: 198, polled: 276, "+40 %"),
        PostedFigure("F4", "busy-array", "linear, 3 NVMe", threads: 3, interrupt: 608, polled: 705, "+16 %"),
        PostedFigure("F5", "busy-array", "linear, 3 NVMe", threads: 6, interrupt: 1285, polled: 1293, "~0 %"),
        PostedFigure(
            "F6", "cookie-v3", "stripe, 3 NVMe, 12k, trylock", threads: 3, leaves: 3, interrupt: 314,
            polled: 354, "+13 %"),
        PostedFigure(
            "F7", "cookie-v3", "stripe, 3 NVMe, 12k, blocking", threads: 3, leaves: 3, interrupt: 318,
            polled: 256, "-20 %"),
        PostedFigure("F8", "cookie", "linear, 3 NVMe", threads: 3, interrupt: 631, polled: 833, "+32 %"),
        PostedFigure(
            "F9", "cookie", "stripe, 3 NVMe, 12k", threads: 3, leaves: 3, interrupt: 307, polled: 412, "+34 %"
        ),
        PostedFigure(
            "F10", "cookie", "stripe, 3 NVMe, 12k", threads: 3, leaves: 3, interrupt: 311, polled: 409,
            "+32 %"),
        PostedFigure("F11", "sync-submit", "linear, 3 NVMe", interrupt: 213, polled: 19, "-91 %"),
        PostedFigure(
            "F12", "task-fifo", "stripe, 3 NVMe, 12k", threads: 3, leaves: 3, interrupt: 313, polled: 349,
            "+12 %"
        ),
        PostedFigure(
            "F13", "task-fifo:512", "stripe, 3 NVMe, 12k", threads: 3, leaves: 3, interrupt: 314, polled: 409,
            "+31 %"),
        PostedFigure(
            "F14", "task-groups", "stripe, 3 NVMe, 12k", threads: 3, leaves: 3, interrupt: 317, polled: 409,
            "+29 %"),
        PostedFigure(
            "F15", "dm-io-list", "stripe, 2 P5800X, 512 B, batches", interrupt: 2794, polled: 4202, "+50 %"),
        PostedFigure(
            "F16", "dm-io-list", "stripe, 2 P5800X, 4k, batches", interrupt: 1687, polled: 1706, "+1 %"),
        PostedFigure(
            "F17", "dm-io-list", "1 Optane", interrupt: 525, polled: 555, "+5 %",
            obstacle: "neither its threads nor its block size were posted"),
        PostedFigure(
            "F18", "iterate-all", "null_blk, one queue", threads: 2, "about -30 % from two nodes", nodes: 2),
        PostedFigure(
            "F19", "task-fifo", "stripe, 3 NVMe, 12k", leaves: 3, interrupt: 107, polled: 120, "+12 %"),
        PostedFigure(
            "F20", "task-fifo:512", "stripe, 3 NVMe, 12k", leaves: 3, interrupt: 107, polled: 145, "+35 %"),
    ]
}
