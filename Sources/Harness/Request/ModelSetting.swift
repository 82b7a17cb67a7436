import BlockLayer
import Units

/// Something that model devices can differ in: a key of matrices, a column of results. ``all`` declares them.
struct ModelSetting: Sendable {
    /// As matrices call it: `submit_cost`.
    let key: String
    /// The value that a device has, as it is read.
    let text: @Sendable (ModelRequest) -> String
    private let read: @Sendable (YAMLValue, inout ModelRequest) throws(HarnessError) -> Void

    /// The column of results that has the value.
    var column: String { "model_" + key }

    private init<Value>(
        _ key: String, _ path: WritableKeyPath<ModelRequest, Value> & Sendable,
        read: @escaping @Sendable (YAMLValue) throws(HarnessError) -> Value,
        text: @escaping @Sendable (Value) -> String
    ) {
        self.key = key
        self.text = { text($0[keyPath: path]) }
        self.read = { (value, model) throws(HarnessError) in model[keyPath: path] = try read(value) }
    }

    /// Gives a model the value of a matrix. Throws `usage` with its place.
    func apply(_ value: YAMLValue, to model: inout ModelRequest) throws(HarnessError) {
        try read(value, &model)
    }
}

extension ModelSetting {
    static let all = [
        ModelSetting("service", \.settings.service, read: parsed(ServiceTime.init(parsing:))) { $0.text },
        number("parallelism", \.settings.parallelism, in: 0...Bounds.modelParallelism),
        ModelSetting("size", \.settings.sizeSectors) { (value) throws(HarnessError) in
            try value.parsed(Parse.bytes) / Units.sectorBytes
        } text: {
            ByteCount(bytes: $0 * Units.sectorBytes).description
        },
        ModelSetting("max_io", \.maxIOBytes, read: parsed(Parse.bytes)) { ByteCount(bytes: $0).description },
        ModelSetting("data", \.settings.keepsData) { (value) throws(HarnessError) in
            try value.parsed(Parse.choice) as ModelData == .keep
        } text: {
            ($0 ? ModelData.keep : .discard).rawValue
        },
        time("interrupt_cost", \.settings.interruptCostNanoseconds),
        time("submit_cost", \.settings.submitCostNanoseconds),
        number("queue_depth", \.settings.queueDepth, in: 1...Bounds.modelQueueDepth),
        schedule("failures", \.settings.faults.failures),
        schedule("again", \.settings.faults.again),
        schedule("lost", \.settings.faults.lost),
        time("timeout", \.settings.faults.timeoutNanoseconds),
        time("reset_every", \.settings.resetNanoseconds, read: Parse.nanoseconds),
    ]

    private static func number(
        _ key: String, _ path: WritableKeyPath<ModelRequest, Int> & Sendable, in range: ClosedRange<Int>
    ) -> ModelSetting {
        ModelSetting(key, path) { (value) throws(HarnessError) in
            try value.number(in: range)
        } text: {
            "\($0)"
        }
    }

    private static func time(
        _ key: String, _ path: WritableKeyPath<ModelRequest, UInt64> & Sendable,
        read: @escaping @Sendable (String) throws(HarnessError) -> UInt64 = Parse.shortNanoseconds
    ) -> ModelSetting {
        ModelSetting(key, path, read: parsed(read)) { Nanoseconds(nanoseconds: $0).word }
    }

    private static func schedule(
        _ key: String, _ path: WritableKeyPath<ModelRequest, FailureSchedule> & Sendable
    ) -> ModelSetting {
        ModelSetting(key, path, read: parsed(FailureSchedule.init(parsing:))) { $0.text }
    }

    private static func parsed<Value>(
        _ parse: @escaping @Sendable (String) throws(HarnessError) -> Value
    ) -> @Sendable (YAMLValue) throws(HarnessError) -> Value {
        { (value) throws(HarnessError) in try value.parsed(parse) }
    }
}
