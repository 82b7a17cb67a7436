import BlockLayer
import Glibc
import Tables
import YAMLText

/// The devices that a matrix gives names to.
struct MatrixDevices: Sendable {
    /// What each name means in a table.
    private(set) var references: [String: DeviceReference] = [:]
    /// The model devices that have names, which are `model:0`, `model:1` … in the order of the text.
    private(set) var models: [Int: ModelRequest] = [:]
    private var files: [(place: String, path: String, isBlockDevice: Bool)] = []

    init() {}

    /// Reads `NAME: {model: …}`, `{file: PATH}` or `{block: PATH}`.
    init(_ value: YAMLValue) throws(TextFileError) {
        for (key, name, value) in try value.entries() {
            guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || "/:,;".contains($0) }) else {
                throw key.fault(
                    "the name of a device is not empty and has no white space and none of / : , ;")
            }
            references[name] = try reference(value)
        }
    }

    private mutating func reference(_ value: YAMLValue) throws(TextFileError) -> DeviceReference {
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
            let path = try value.read { (path) throws(HarnessError) in
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

    /// Reads a model device: a service time, or settings; those that are missing stay as in `model`.
    static func model(_ yaml: YAMLValue, like model: ModelRequest) throws(TextFileError) -> ModelRequest {
        var model = model
        if yaml.isMapping {
            try model.read(yaml)
        } else {
            try ModelSetting.service.value(yaml).set(&model)
        }
        return model
    }
}
