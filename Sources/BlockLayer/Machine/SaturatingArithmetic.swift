// Sums and products of sizes and times that a user gives: what is too large for the type is its largest value, which no
// limit lets pass.

extension FixedWidthInteger {
    /// The sum, or the largest value if the sum is larger. For numbers that are not negative.
    package func addingSaturated(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product, or the largest value if the product is larger. For numbers that are not negative.
    package func multipliedSaturated(by other: Self) -> Self {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
