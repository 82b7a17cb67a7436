/// A value with cache lines of its own, so that writing it does not slow down readers of its neighbours.
///
/// 128 bytes, not 64: x86 CPUs fetch lines in adjacent pairs. The padding is on both sides because Swift gives no
/// control over the alignment of a field.
struct CacheLinePadded<Value: ~Copyable>: ~Copyable {
    private let before: InlineArray<16, UInt64>
    var value: Value
    private let after: InlineArray<15, UInt64>

    init(_ value: consuming Value) {
        before = InlineArray(repeating: 0)
        self.value = value
        after = InlineArray(repeating: 0)
    }
}
