import BlockLayer
import Glibc
import Tables
import Units

/// The devices that a matrix gives names to.
struct MatrixDevices: Sendable {
    /// What each name means in a table.
    private(set) var references: [String: DeviceReference] = [:]
    /// What the model devices are like. Those with names are `model:0`, `model:1` … in the order of the text.
    private(set) var models: [Int: ModelRequest] = [:]
    private var files: [(place: String, path: String, isBlockDevice: Bool)] = []

    init() {}

    /// Reads `NAME: {model: …}`, `{file: PATH}` or `{block: PATH}`.
    init(_ value: YAMLValue) throws(HarnessError) {
        for (key, name, value) in try value.entries() {
            guard !name.contains(where: { $0.isWhitespace || "/:,;".contains($0) }) else {
                throw key.fault("a name of a device has no white space and none of / : , ;")
            }
            references[name] = try reference(value)
        }
    }

    private mutating func reference(_ value: YAMLValue) throws(HarnessError) -> DeviceReference {
        let entries = try value.entries()
        guard let (key, kind, value) = entries.first, entries.count == 1 else {
            throw value.fault("expected one of model: SETTINGS, file: PATH, block: PATH")
        }
        switch kind {
        case "model":
            let number = models.count
            models[number] = try Self.model(value, like: ModelRequest())
            return .model(number)
        case "file", "block":
            let path = try value.parsed { (path) throws(HarnessError) in
                guard path.contains("/") else { throw .usage("a path has a slash") }
                return path
            }
            files.append((value.place, path, kind == "block"))
            return .path(path)
        default: throw key.unknown("kind of device", kind, among: ["model", "file", "block"])
        }
    }

    /// Looks whether files are files and block devices are block devices.
    func check() throws(HarnessError) {
        for (place, path, isBlockDevice) in files {
            var status = stat()
            guard stat(path, &status) == 0 else {
                throw HarnessError.environment("\(path): \(errorText(errno))").at(place)
            }
            guard (status.st_mode & S_IFMT == S_IFBLK) == isBlockDevice else {
                throw HarnessError.usage("\(path) is \(isBlockDevice ? "no" : "a") block device").at(place)
            }
        }
    }

    /// Reads what a model device is like: a service time, or keys; what is not told stays as in `model`.
    static func model(_ value: YAMLValue, like model: ModelRequest) throws(HarnessError) -> ModelRequest {
        var model = model
        guard value.isMapping else {
            model.settings.service = try value.parsed(ServiceTime.init(parsing:))
            return model
        }
        for (key, name, value) in try value.entries() {
            switch name {
            case "service": model.settings.service = try value.parsed(ServiceTime.init(parsing:))
            case "parallelism": model.settings.parallelism = try value.number(in: 0...Bounds.modelParallelism)
            case "size": model.settings.sizeSectors = try value.parsed(Parse.bytes) / Units.sectorBytes
            case "max_io": model.maxIOBytes = try value.parsed(Parse.bytes)
            case "data":
                model.settings.keepsData = try value.parsed(Parse.choice) as ModelData == .keep
            case "interrupt_cost":
                model.settings.interruptCostNanoseconds = try value.parsed(Parse.shortNanoseconds)
            case "submit_cost":
                model.settings.submitCostNanoseconds = try value.parsed(Parse.shortNanoseconds)
            case "queue_depth": model.settings.queueDepth = try value.number(in: 1...Bounds.modelQueueDepth)
            case "failures":
                model.settings.faults.failures = try value.parsed(FailureSchedule.init(parsing:))
            case "again": model.settings.faults.again = try value.parsed(FailureSchedule.init(parsing:))
            case "lost": model.settings.faults.lost = try value.parsed(FailureSchedule.init(parsing:))
            case "timeout":
                model.settings.faults.timeoutNanoseconds = try value.parsed(Parse.shortNanoseconds)
            case "reset_every": model.settings.resetNanoseconds = try value.parsed(Parse.nanoseconds)
            default:
                throw key.unknown(
                    "key", name,
                    among: [
                        "service", "parallelism", "size", "max_io", "data", "interrupt_cost", "submit_cost",
                        "queue_depth", "failures", "again", "lost", "timeout", "reset_every",
                    ])
            }
        }
        do {
            try model.check()
        } catch {
            throw value.fault(MatrixWords.text(error.description))
        }
        return model
    }
}
