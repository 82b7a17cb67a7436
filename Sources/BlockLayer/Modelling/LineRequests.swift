/// An access that waits for a cache line, at the home of the line.
struct LineRequest {
    enum Kind: UInt8 {
        case load
        /// A read-modify-write that writes in any case.
        case modification
        /// A compare-exchange.
        case exchange
        /// The oldest store of a CPU's store buffer.
        case store
    }

    let kind: Kind
    let fibre: Int32
    let line: Int32
    let arrivalTicks: UInt64
    /// Whether it runs at the home of the line, which no CPU has afterwards.
    var isAtHome = false
    /// The next request that waits for the line; of a free one the next free one.
    var next: Int32 = -1
}

/// The requests of all CPUs, by number.
struct LineRequests {
    private var requests: UnsafeMutablePointer<LineRequest>
    private var room = 1 << 8
    private var count: Int32 = 0
    private var firstFree: Int32 = -1

    init() {
        requests = .allocate(capacity: room)
    }

    func deallocate() {
        requests.deallocate()
    }

    /// A request by its number. Valid until another one is made.
    @inline(__always)
    subscript(number: Int32) -> UnsafeMutablePointer<LineRequest> { requests + Int(number) }

    mutating func make(_ request: LineRequest) -> Int32 {
        if firstFree >= 0 {
            let number = firstFree
            firstFree = requests[Int(number)].next
            requests[Int(number)] = request
            return number
        }
        if Int(count) == room { grow() }
        (requests + Int(count)).initialize(to: request)
        count += 1
        return count - 1
    }

    mutating func free(_ number: Int32) {
        requests[Int(number)].next = firstFree
        firstFree = number
    }

    private mutating func grow() {
        let old = requests
        requests = .allocate(capacity: 2 * room)
        requests.moveInitialize(from: old, count: room)
        room *= 2
        old.deallocate()
    }
}
