/// How far the counter of another CPU is ahead of that of the CPU that asked it.
///
/// The other CPU read its counter after it was asked and before the answer came, so its reading lies between two of
/// the asking CPU, if both have the same time. Many such readings bound the difference from both sides.
struct CounterComparison: Equatable, Sendable {
    let cpu: Int
    /// In ticks; negative where the other one is behind.
    let least: Int64
    let most: Int64

    /// The ticks by which the two differ at the least; 0 if how long the answers took explains it all.
    var surePartTicks: UInt64 {
        if least > 0 { return least.magnitude }
        return most < 0 ? most.magnitude : 0
    }
}
