import CPlatform

/// What is known of the CPU's cycle counter before anything is measured.
enum CounterPromise: CaseIterable {
    /// There is none.
    case absent
    /// The kernel found it unsound, or the CPU promises nothing.
    case distrusted
    /// The kernel keeps its own time with it.
    case ofKernel
    /// The kernel offers it, and the CPU promises a constant rate.
    case invariant
    /// The architecture promises one rate and one value for all CPUs.
    case architectural

    static var ofThisMachine: CounterPromise {
        switch platform_promise_of_counter() {
        case PLATFORM_COUNTER_OF_KERNEL: .ofKernel
        case PLATFORM_COUNTER_INVARIANT: .invariant
        case PLATFORM_COUNTER_ARCHITECTURAL: .architectural
        case PLATFORM_COUNTER_DISTRUSTED: .distrusted
        default: .absent
        }
    }
}
