import Foundation

/// Measured numbers as people read them: k and M, µs, two or three digits. Machine output never passes through here.
public enum HumanNumber {
    /// The kind of a number, from which its units follow.
    public enum Quantity: Sendable {
        /// Something per second.
        case rate
        /// Nanoseconds, shown as µs.
        case time
        /// A number per IO; the associated value names its unit.
        case perIO(String)
    }

    /// One unit and one number of decimals for a whole column, so that its numbers compare at a glance.
    public struct Scale {
        /// The unit of the column.
        public let unit: String
        private let divisor: Double
        private let decimals: Int

        /// The smallest value picks both: it shows with three digits.
        public init(_ quantity: Quantity, of values: [Double]) {
            let smallest = values.map(abs).filter { $0 > 0 }.min() ?? 0
            (unit, divisor) = Self.unit(quantity, smallest: smallest)
            decimals =
                switch smallest / divisor {
                case 100...: 0
                case 10...: 1
                case 1...: 2
                case 0: 0
                default: 3
                }
        }

        /// A value in this unit, without it.
        public func text(_ value: Double) -> String { String(format: "%.\(decimals)f", value / divisor) }

        private static func unit(_ quantity: Quantity, smallest: Double) -> (String, Double) {
            switch quantity {
            case .rate where smallest >= 1e6: ("M", 1e6)
            case .rate where smallest >= 1e3: ("k", 1e3)
            case .rate: ("/s", 1)
            case .time: ("µs", 1e3)
            case .perIO(let unit): (unit, 1)
            }
        }
    }

    /// Significant digits, at least those before the point: `0.42`, `9.7`, `38`, `269`.
    public static func digits(_ value: Double, _ count: Int, mostDecimals: Int = 6) -> String {
        let size = abs(value)
        guard size > 0, size.isFinite else { return size == 0 ? "0" : "-" }
        // By way of the rounded number: 9.96 has two digits as 10, not as 10.0.
        let rounded = Double(String(format: "%.\(count - 1)e", size)) ?? size
        let decimals = max(0, min(mostDecimals, count - 1 - Int(log10(rounded).rounded(.down))))
        return String(format: "%.\(decimals)f", value)
    }

    /// A part in two digits: `0.42 %`, `9.7 %`, `38 %`.
    public static func percent(_ part: Double) -> String { digits(part * 100, 2) + " %" }
}
