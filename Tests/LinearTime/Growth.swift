import Glibc

/// How the time of some work grows with its size: 1 for what is linear, `factor` for what is quadratic.
///
/// In time of this thread's CPU, of which the shortest of a few counts, as others may only lengthen it.
///
/// - Parameters:
///   - size: large enough that the work takes milliseconds.
///   - factor: how much larger the larger size is.
///   - work: gets its input from `input`, which is not timed.
public func growth<Input>(
    from size: Int, by factor: Int = 4, input: (Int) throws -> Input, of work: (Input) throws -> Void
) rethrows -> Double {
    let small = try shortestTime(of: work, try input(size))
    let large = try shortestTime(of: work, try input(size * factor))
    return large / small / Double(factor)
}

/// Between what is linear, caches and allocators included, and what is quadratic at four times the size.
public let mostGrowth = 2.5

private func shortestTime<Input>(of work: (Input) throws -> Void, _ input: Input) rethrows -> Double {
    var shortest = Double.infinity
    for _ in 0..<3 {
        let begin = threadTime()
        try work(input)
        shortest = min(shortest, threadTime() - begin)
    }
    return shortest
}

private func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}
