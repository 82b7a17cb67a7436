/// The faults of a job file, so that one run reports all of them.
struct FioFaults {
    private var errors: [HarnessError] = []
    private var known: Set<HarnessError> = []
    /// Whether an option is sound, by its subject.
    private var soundness: [String: Bool] = [:]

    /// Takes note of a fault. Jobs share the lines of their globals: each fault counts once.
    mutating func add(_ error: HarnessError) {
        if known.insert(error).inserted { errors.append(error) }
    }

    /// Whether an option can be honoured; notes why not. Jobs share those of their globals, which are looked at once.
    mutating func isSound(_ option: FioOption) -> Bool {
        if let known = soundness[option.subject] { return known }
        let isSound: Void? = take { () throws(HarnessError) in try FioOptionTable.check(option) }
        soundness[option.subject] = isSound != nil
        return isSound != nil
    }

    /// Takes over the faults of a part.
    mutating func add(_ other: FioFaults) {
        for error in other.errors { add(error) }
    }

    /// The result of `read`; nil where it throws, and then the fault is noted.
    mutating func take<Value>(_ read: () throws(HarnessError) -> Value) -> Value? {
        do {
            return try read()
        } catch {
            add(error)
            return nil
        }
    }

    /// Throws the last fault, and says those before it; does nothing where there is none.
    func check(_ say: (String) -> Void) throws(HarnessError) {
        guard let last = errors.last else { return }
        for error in errors.dropLast() { say(error.description) }
        throw last
    }
}
