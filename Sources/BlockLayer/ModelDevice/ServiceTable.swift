/// The quantiles of a service time, so that drawing one costs a random number and a load.
///
/// With 8192 quantiles the longest time drawn is that of p = 0.99994; what lies beyond is cut to it.
final class ServiceTable: Sendable {
    private static var quantileCount: Int { 8192 }

    private nonisolated(unsafe) let quantiles: UnsafeBufferPointer<UInt32>

    /// - Parameter service: times of up to 2^32 ticks, about a second; longer ones are cut.
    init(_ service: ServiceTime, rate: TickRate) {
        let count = service.keepsOrder ? 1 : Self.quantileCount
        let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        quantiles = allocateBuffer(
            service.quantiles(shares).map { UInt32(clamping: rate.ticks(nanoseconds: $0)) })
    }

    deinit {
        quantiles.deallocate()
    }

    /// The quantiles by address, for a queue that outlives no table.
    var values: UnsafePointer<UInt32> { quantiles.baseAddress! }
    /// What a random number is reduced with to name a quantile; 0 for a constant time.
    var mask: UInt64 { UInt64(quantiles.count - 1) }
}
