import Tables

/// Small and the same everywhere (Steele, Lea, Flood 2014), so that a seed in a failure can be run again.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// The message that a text is refused with; `parsed` if it is not.
func refusal(_ text: String, top: String? = nil) -> String {
    do {
        _ = try Stack(parsing: text, top: top)
        return "parsed"
    } catch {
        return error.description
    }
}

/// The message that sizes are refused with; `fits` if they are not.
func refusal(of stack: Stack, sizes: [String: UInt64]) -> String {
    do {
        try stack.check { sizes[$0.description] }
        return "fits"
    } catch {
        return error.description
    }
}
