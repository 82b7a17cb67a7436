import Foundation
import Units

/// The unit of an axis, chosen so that its numbers are short.
struct AxisUnit: Sendable {
    /// What stands at the axis: `thousand IOs per second`.
    let label: String
    let divisor: Double
    /// What stands in the narrow head of a column: `k`.
    var suffix = ""

    static func rate(_ values: [Double]) -> AxisUnit {
        let most = values.filter(\.isFinite).max() ?? 0
        return switch most {
        case 3e6...: AxisUnit(label: "million IOs per second", divisor: 1e6, suffix: "M")
        case 3e3...: AxisUnit(label: "thousand IOs per second", divisor: 1e3, suffix: "k")
        default: AxisUnit(label: "IOs per second", divisor: 1, suffix: "/s")
        }
    }

    /// Nanoseconds, as µs.
    static let time = AxisUnit(label: "µs", divisor: 1e3)

    /// A column of the data file in this unit, for `using`.
    func column(_ number: Int) -> String { divisor == 1 ? "\(number)" : "($\(number)/\(divisor))" }

    func scaled(_ value: Double) -> Double { value / divisor }

    /// Three significant digits.
    func text(_ value: Double) -> String { Self.digits(value / divisor) }

    /// Where an axis without a zero has its numbers: at powers of ten, and between them where these are few.
    static func logTicks(from low: Double, to high: Double, areNamed: Bool = true) -> String {
        let powers = (Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))).map {
            pow(10, Double($0))
        }
        let steps = high / low > 1e3 ? [1.0] : high / low > 5 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7]
        let ticks = powers.flatMap { power in steps.map { $0 * power } }.filter { $0 >= low && $0 <= high }
        return ticks.map { "'\(areNamed ? digits($0, most: 3) : "")' \($0)" }.joined(separator: ", ")
    }

    /// A step that makes about five numbers of an axis from zero.
    static func step(to most: Double) -> Double {
        let rough = max(most, 1e-9) / 5
        let power = pow(10, log10(rough).rounded(.down))
        return ([1, 2, 5].first { $0 * power >= rough } ?? 10) * power
    }

    /// Without zeros at the end.
    static func digits(_ value: Double, most: Int) -> String {
        value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.\(most)g", value)
    }

    static func digits(_ value: Double) -> String {
        let size = abs(value)
        if size > 0 && size < 0.0005 { return "<0.001" }
        return HumanNumber.digits(value, 3, mostDecimals: 3)
    }
}
