import BlockLayer
import Placement
import Units

/// A key of a matrix that changes what is asked of a stack: at the top for all of them, at a stack for that one.
struct MatrixKey: Sendable {
    let name: String
    let read: @Sendable (YAMLValue, inout RunRequest) throws(HarnessError) -> Void

    init(
        _ name: String, _ read: @escaping @Sendable (YAMLValue, inout RunRequest) throws(HarnessError) -> Void
    ) {
        self.name = name
        self.read = read
    }

    /// Those that a stack may have as well.
    static let ofStacks = [
        MatrixKey("designs") { (value, request) throws(HarnessError) in request.designs = try designs(value)
        },
        MatrixKey("axes") { (value, request) throws(HarnessError) in try readAxes(value, &request) },
        MatrixKey("model") { (value, request) throws(HarnessError) in
            request.model = try MatrixDevices.model(value, like: request.model)
        },
        MatrixKey("size") { (value, request) throws(HarnessError) in
            request.sizeBytes = try value.parsed(Parse.bytes)
        },
        MatrixKey("runtime") { (value, request) throws(HarnessError) in
            request.runtimeNanoseconds = try value.parsed(time)
            guard request.runtimeNanoseconds > 0 else { throw value.fault("nothing would be measured") }
        },
        MatrixKey("ramp_time") { (value, request) throws(HarnessError) in
            request.rampNanoseconds = try value.parsed(time)
        },
        MatrixKey("cpus_allowed") { (value, request) throws(HarnessError) in
            request.cpus = try value.parsed(Parse.cpus)
        },
        MatrixKey("numa_cpu_nodes") { (value, request) throws(HarnessError) in
            request.numaNodes = try value.parsed(Parse.cpus)
        },
        MatrixKey("queue_map") { (value, request) throws(HarnessError) in
            request.queueMap = try value.parsed(QueueMap.init(word:))
        },
        MatrixKey("verify") { (value, request) throws(HarnessError) in request.verifies = try value.isTrue()
        },
        MatrixKey("allow_writes") { (value, request) throws(HarnessError) in
            request.allowsWrites = try value.isTrue()
        },
        MatrixKey("overwrite_signature") { (value, request) throws(HarnessError) in
            request.overwrittenSignatures = try signatures(value)
        },
        MatrixKey("create_kernel_device") { (value, request) throws(HarnessError) in
            request.kernelDevice = try value.isTrue() ? .create : nil
        },
        MatrixKey("kernel_device") { (value, request) throws(HarnessError) in
            request.kernelDevice = .existing(path: try value.word())
        },
        MatrixKey("allow_kernel_crash") { (value, request) throws(HarnessError) in
            request.allowsKernelCrash = try value.isTrue()
        },
        MatrixKey("repeat_disturbed") { (value, request) throws(HarnessError) in
            request.repeatsOfDisturbed = try value.number(in: 0...Bounds.repeats)
        },
    ]

    /// All of the top that become part of a request.
    static let ofMatrices =
        ofStacks + [
            MatrixKey("rounds") { (value, request) throws(HarnessError) in
                request.rounds = try value.number(in: 1...Bounds.rounds)
            },
            MatrixKey("seed") { (value, request) throws(HarnessError) in
                request.seed = UInt64(try value.parsed(Parse.number))
            },
        ]

    private static func time(_ word: String) throws(HarnessError) -> UInt64 {
        let nanoseconds = try Parse.nanoseconds(word)
        guard nanoseconds <= Bounds.runNanoseconds else {
            throw .usage("at most \(Nanoseconds(nanoseconds: Bounds.runNanoseconds))")
        }
        return nanoseconds
    }

    private static func designs(_ value: YAMLValue) throws(HarnessError) -> [String]? {
        let values = try value.list()
        if values.count == 1, try values[0].word() == "all" { return nil }
        var names: [String] = []
        let known = Catalogue.all.map(\.card.name)
        for value in values {
            let word = try value.word()
            guard word != "all" else { throw value.fault("all stands alone: it is all there is") }
            guard known.contains(String(word.prefix { $0 != ":" })) else {
                throw value.unknown("design", word, among: known)
            }
            let name = try value.parsed { (word) throws(HarnessError) in
                try DesignChoice.design(named: word).card.name
            }
            guard !names.contains(name) else { throw value.fault("design \(name) is there twice") }
            names.append(name)
        }
        return names
    }

    private static func readAxes(_ value: YAMLValue, _ request: inout RunRequest) throws(HarnessError) {
        for (key, name, values) in try value.entries() {
            guard let axis = Axis.all.first(where: { $0.key == name }) else {
                throw key.unknown("axis", name, among: Axis.all.map(\.key))
            }
            var texts: [String] = []
            for value in try values.list() {
                let text = try value.parsed { (word) throws(HarnessError) in try axis.value(word).text }
                guard !texts.contains(text) else { throw value.fault("\(name) has \(text) twice") }
                texts.append(text)
            }
            request.sweep.vary(try AxisList(axis, texts))
        }
    }

    private static func signatures(_ value: YAMLValue) throws(HarnessError) -> [String] {
        try value.list().map { (value) throws(HarnessError) in
            try value.parsed { (word) throws(HarnessError) in
                try WriteGuard.check([word])
                return word
            }
        }
    }
}
