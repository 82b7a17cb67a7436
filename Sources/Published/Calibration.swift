/// What makes a model device give a posted rate by interrupts: documented arithmetic, of which the matrices in
/// the folder Matrices have the results.
///
/// The threads of the postings were bound by their CPUs: an IO took a thread `threads / rate`. Of that each of its
/// leaves took an interrupt, for which there is one value for each machine, the end of its request (`completion_cost`),
/// what our engine takes by itself, and the way down through the block layer and the driver. The last is what is left
/// (`submit_cost`). Nothing of it is taken from the polled rate, which is what is to be shown; only the cost of an
/// interrupt is what F3 saved by polling, so that F3 alone is shown by construction.
public enum Calibration {
    /// What the engine takes for a leaf, all in all: the order of the README's table.
    public static let engineNanoseconds = 100.0
    /// The end of a request on kernels of 2021, in the lock of its queue: 800 to 1400, depending on the machine.
    public static let completionNanoseconds = 1000.0
    /// An interrupt on the drives of 2021: 1/198k - 1/276k, what F3 saved by polling.
    public static let interruptNanoseconds = 1400.0
    /// The same on the machine of F15 and F16, a guess; that took 500 000 of them per second, so many leaves with each.
    public static let fastInterruptNanoseconds = 600.0
    public static let fastLeavesPerInterrupt = 2794.0 / 500.0

    /// What submission costs per leaf.
    ///
    /// - Parameters:
    ///   - rate: the posted one, thousands of IOs per second.
    ///   - interruptNanoseconds, completionNanoseconds: per leaf.
    public static func submitNanoseconds(
        rate: Double, threads: Int, leaves: Int, interruptNanoseconds: Double = interruptNanoseconds,
        completionNanoseconds: Double = completionNanoseconds
    ) -> Double {
        Double(threads) * 1e6 / rate / Double(leaves) - interruptNanoseconds
            - completionNanoseconds - engineNanoseconds
    }

    /// The service time of a die, where the devices are the bound: so many dies of each work all the time.
    ///
    /// - Parameter rate: the posted one of all devices together, thousands of IOs per second.
    public static func serviceNanoseconds(rate: Double, devices: Int, dies: Int) -> Double {
        Double(devices * dies) * 1e6 / rate
    }
}
