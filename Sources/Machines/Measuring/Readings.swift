import Foundation

/// What is taken from many readings of one thing.
enum Readings {
    /// The middle one; the lower of two. Of no reading, 0.
    static func median(_ values: [Double]) -> Double { quantile(0.5, values) }

    /// A reading that interrupts did not lengthen: a quarter is below it.
    static func quiet(_ values: [Double]) -> Double { quantile(0.25, values) }

    /// The value that so large a part of the others is below.
    static func quantile(_ part: Double, _ values: [Double]) -> Double {
        guard !values.isEmpty else { return 0 }
        return values.sorted()[Int(part * Double(values.count - 1))]
    }

    static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    /// Three digits: more would be noise.
    static func rounded(_ value: Double) -> Double { Double(String(format: "%.3g", value)) ?? value }

    /// Values as words, `12.3, 14`.
    static func text(_ values: [Double]) -> String {
        values.map { MachineText.number(rounded($0)) }.joined(separator: ", ")
    }
}
