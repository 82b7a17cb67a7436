/// State of a design inside a root or a clone: made once, when the pool is filled.
protocol InlineState: ~Copyable {
    init()
}

/// The state of designs that keep none.
struct NoState: InlineState, BitwiseCopyable {}

/// The memory that a design takes for a table.
public struct TableStateBytes: Sendable, Equatable {
    /// Bytes that the design needs, as it was posted.
    public var needed = 0
    /// Bytes that keep its words on cache lines of their own.
    public var padding = 0

    public init(needed: Int = 0, padding: Int = 0) {
        self.needed = needed
        self.padding = padding
    }

    static func + (_ a: TableStateBytes, _ b: TableStateBytes) -> TableStateBytes {
        TableStateBytes(needed: a.needed + b.needed, padding: a.padding + b.padding)
    }
}
