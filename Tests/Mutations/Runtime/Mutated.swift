import CPlatform

// What mutated sources call: each does what the source says, unless the process is the mutant of that number.

@inline(__always)
public func mutantIs(_ number: Int32) -> Bool { platform_mutant_is(number) }

@inline(__always)
func mutatedLess<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> Bool { mutantIs(number) ? a <= b : a < b }
@inline(__always)
func mutatedLessOrEqual<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> Bool {
    mutantIs(number) ? a < b : a <= b
}
@inline(__always)
func mutatedGreater<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> Bool {
    mutantIs(number) ? a >= b : a > b
}
@inline(__always)
func mutatedGreaterOrEqual<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> Bool {
    mutantIs(number) ? a > b : a >= b
}

@inline(__always)
func mutatedPlus<T: AdditiveArithmetic>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a - b : a + b
}
@inline(__always)
func mutatedMinus<T: AdditiveArithmetic>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a + b : a - b
}
@inline(__always)
func mutatedWrappingPlus<T: FixedWidthInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a &- b : a &+ b
}
@inline(__always)
func mutatedWrappingMinus<T: FixedWidthInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a &+ b : a &- b
}
@inline(__always)
func mutatedTimes<T: Numeric>(_ number: Int32, _ a: T, _ b: T) -> T { mutantIs(number) ? a + b : a * b }
@inline(__always)
func mutatedWrappingTimes<T: FixedWidthInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a &+ b : a &* b
}
@inline(__always)
func mutatedDivided<T: BinaryInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a * b : a / b
}
@inline(__always)
func mutatedDivided<T: FloatingPoint>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a * b : a / b
}
@inline(__always)
func mutatedRemainder<T: BinaryInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a / b : a % b
}

@inline(__always)
func mutatedShiftLeft<T: BinaryInteger, U: BinaryInteger>(_ number: Int32, _ a: T, _ b: U) -> T {
    mutantIs(number) ? a >> b : a << b
}
@inline(__always)
func mutatedShiftRight<T: BinaryInteger, U: BinaryInteger>(_ number: Int32, _ a: T, _ b: U) -> T {
    mutantIs(number) ? a << b : a >> b
}
@inline(__always)
func mutatedAnd<T: BinaryInteger>(_ number: Int32, _ a: T, _ b: T) -> T { mutantIs(number) ? a | b : a & b }
@inline(__always)
func mutatedOr<T: BinaryInteger>(_ number: Int32, _ a: T, _ b: T) -> T { mutantIs(number) ? a & b : a | b }
@inline(__always)
func mutatedExclusiveOr<T: BinaryInteger>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? a | b : a ^ b
}

@inline(__always)
func mutatedEnd<T: BinaryInteger>(_ number: Int32, _ end: T) -> T { mutantIs(number) ? end - 1 : end }
@inline(__always)
public func mutatedUp<T: Numeric>(_ number: Int32, _ value: T) -> T { mutantIs(number) ? value + 1 : value }
@inline(__always)
public func mutatedDown<T: Numeric>(_ number: Int32, _ value: T) -> T { mutantIs(number) ? value - 1 : value }
@inline(__always)
func mutatedMin<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? max(a, b) : min(a, b)
}
@inline(__always)
func mutatedMax<T: Comparable>(_ number: Int32, _ a: T, _ b: T) -> T {
    mutantIs(number) ? min(a, b) : max(a, b)
}

extension SharedWord {
    @inline(__always)
    borrowing func mutatedLoad(_ number: Int32) -> UInt64 { mutantIs(number) ? loadRelaxed() : load() }

    @inline(__always)
    borrowing func mutatedLoadSequential(_ number: Int32) -> UInt64 {
        mutantIs(number) ? load() : loadSequential()
    }

    @inline(__always)
    borrowing func mutatedStore(_ number: Int32, _ value: UInt64) {
        if mutantIs(number) { storeRelaxed(value) } else { store(value) }
    }

    @inline(__always)
    borrowing func mutatedExchange(_ number: Int32, _ value: UInt64) -> UInt64 {
        if !mutantIs(number) { return exchange(value) }
        let old = load()
        store(value)
        return old
    }

    @inline(__always)
    borrowing func mutatedCompareExchange(_ number: Int32, expected: UInt64, desired: UInt64) -> UInt64 {
        if !mutantIs(number) { return compareExchange(expected: expected, desired: desired) }
        let old = load()
        if old == expected { store(desired) }
        return old
    }

    @inline(__always) @discardableResult
    borrowing func mutatedAdd(_ number: Int32, _ value: UInt64) -> UInt64 {
        if !mutantIs(number) { return add(value) }
        let new = load() &+ value
        store(new)
        return new
    }

    @inline(__always) @discardableResult
    borrowing func mutatedSubtract(_ number: Int32, _ value: UInt64) -> UInt64 {
        if !mutantIs(number) { return subtract(value) }
        let new = load() &- value
        store(new)
        return new
    }

    @inline(__always) @discardableResult
    borrowing func mutatedSetBits(_ number: Int32, _ bits: UInt64) -> UInt64 {
        if !mutantIs(number) { return setBits(bits) }
        let old = load()
        store(old | bits)
        return old
    }

    @inline(__always) @discardableResult
    borrowing func mutatedClearBits(_ number: Int32, _ bits: UInt64) -> UInt64 {
        if !mutantIs(number) { return clearBits(bits) }
        let old = load()
        store(old & ~bits)
        return old
    }
}
