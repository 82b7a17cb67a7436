// Memory beyond the values of Swift: words on cache lines of their own, buffers that stay where they are. Whole pages
// are in `Pages.swift`.

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

/// Moves an array into memory that stays where it is, until it is deallocated. Control plane.
func allocateBuffer<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = buffer.initialize(from: elements)
    return UnsafeBufferPointer(buffer)
}

/// Moves a value into memory that stays where it is, until it is deallocated. Control plane.
func allocateValue<Value: ~Copyable>(_ value: consuming Value) -> UnsafeMutablePointer<Value> {
    let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    pointer.initialize(to: value)
    return pointer
}

/// Memory for values that has its cache lines to itself, by pairs as they are fetched: which values share a line
/// follows from their places alone, and not from where the heap has room. Control plane.
func allocateLines<Value: ~Copyable>(_ count: Int) -> UnsafeMutablePointer<Value> {
    let bytes = (max(1, count) * MemoryLayout<Value>.stride + 127) & ~127
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
        .bindMemory(to: Value.self, capacity: count)
}

/// A slot for each of several threads, which it alone writes; all are read after the threads have ended.
final class ThreadSlots<Value>: @unchecked Sendable {
    private let slots: UnsafeMutableBufferPointer<Value?>

    init(count: Int) {
        slots = .allocate(capacity: count)
        slots.initialize(repeating: nil)
    }

    deinit {
        slots.deinitialize().deallocate()
    }

    /// The value of a thread; nil until it has set one.
    subscript(thread: Int) -> Value? {
        get { slots[thread] }
        set { slots[thread] = newValue }
    }

    /// The values of all threads that have set one, in order.
    var values: [Value] { slots.compactMap(\.self) }
}
