/// Numbers for people: three significant digits and a unit.
enum ThreeDigits {
    /// A unit and how many of the counted things make one.
    typealias Unit = (name: String, size: UInt64)

    /// `value` in the first of `units`, smallest first, in which it rounds to less than 1000, else in the
    /// last.
    static func text(_ value: UInt64, units: [Unit]) -> String {
        let unit = units.first { rounded(value, in: $0, decimals: 0) < 1000 } ?? units[units.count - 1]
        return number(value, in: unit) + unit.name
    }

    private static func number(_ value: UInt64, in unit: Unit) -> String {
        // A unit of 1 is counted, not measured: 7 ns, not 7.00 ns.
        let most = unit.size == 1 ? 0 : 2
        let decimals = (0...most).last { rounded(value, in: unit, decimals: $0) < 1000 } ?? 0
        let digits = String(rounded(value, in: unit, decimals: decimals))
        guard decimals > 0 else { return digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }

    /// `value` in units of a tenth (a hundredth, …) of `unit`, halves rounded up.
    private static func rounded(_ value: UInt64, in unit: Unit, decimals: Int) -> UInt128 {
        let scale: UInt128 = [1, 10, 100][decimals]
        return (UInt128(value) * scale + UInt128(unit.size) / 2) / UInt128(unit.size)
    }
}
