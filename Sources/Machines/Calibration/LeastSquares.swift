/// The numbers x, none negative, for which A x is as close to b as it can be.
///
/// By coordinate descent, which suits a handful of unknowns: each in turn takes its best value, or 0.
func nonNegativeLeastSquares(_ rows: [[Double]], _ values: [Double]) -> [Double] {
    let count = rows.first?.count ?? 0
    var unknowns = Array(repeating: 0.0, count: count)
    for _ in 0..<5_000 {
        for place in 0..<count {
            let square = rows.reduce(0) { $0 + $1[place] * $1[place] }
            if square == 0 { continue }
            let slope = zip(rows, values).reduce(0.0) { sum, pair in
                let fitted = zip(pair.0, unknowns).reduce(0) { $0 + $1.0 * $1.1 }
                return sum + pair.0[place] * (pair.1 - fitted)
            }
            unknowns[place] = max(0, unknowns[place] + slope / square)
        }
    }
    return unknowns
}
