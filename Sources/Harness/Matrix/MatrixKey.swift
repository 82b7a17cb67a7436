import BlockLayer
import YAMLText

/// The keys of a matrix that are part of a stack's request: at the top for all stacks, at a stack for that one.
///
/// Besides the settings of ``RunRequest`` there are `designs`, `axes` (those of ``CellSettings``) and `model` (those of
/// ``ModelRequest``).
enum MatrixKey {
    /// Those that a stack may have as well.
    static let ofStacks =
        parts
        + RunRequest.settings.map(\.key).filter { key in
            !RunRequest.settingsOfAllStacks.contains { $0.key == key }
        }

    /// Those of the top that become part of a request.
    static let ofMatrices = parts + RunRequest.settings.map(\.key)

    private static let parts = ["designs", "axes", "model"]

    /// Reads the value of a key.
    static func read(
        _ key: String, _ value: YAMLValue, _ request: inout RunRequest
    ) throws(TextFileError) {
        switch key {
        case "designs": request.designs = try designs(value)
        case "axes": try readAxes(value, &request)
        case "model": request.model = try MatrixDevices.model(value, like: request.model)
        default: try RunRequest.setting(key: key)?.value(value).set(&request)
        }
    }

    /// Nil for all.
    private static func designs(_ value: YAMLValue) throws(TextFileError) -> [String]? {
        let values = try value.list()
        if values.count == 1, try values[0].word() == "all" { return nil }
        var names: [String] = []
        let known = Catalogue.all.map(\.card.name)
        for value in values {
            let word = try value.word()
            guard word != "all" else { throw value.fault("all includes the others: it stands alone") }
            guard known.contains(String(word.prefix { $0 != ":" })) else {
                throw value.unknown("design", word, among: known)
            }
            let name = try value.read { (word) throws(HarnessError) in
                try DesignChoice.design(named: word).card.name
            }
            guard !names.contains(name) else { throw value.fault("design \(name) is there twice") }
            names.append(name)
        }
        return names
    }

    private static func readAxes(_ value: YAMLValue, _ request: inout RunRequest) throws(TextFileError) {
        for (key, name, values) in try value.entries() {
            guard let axis = CellSettings.setting(key: name) else {
                throw key.unknown("axis", name, among: Axis.all.map(\.key))
            }
            var texts: [String] = []
            for value in try values.list() {
                let text = try value.read(axis.value).text
                guard !texts.contains(text) else { throw value.fault("\(name) has \(text) twice") }
                texts.append(text)
            }
            let list = try values.reading { () throws(HarnessError) in try AxisList(axis, texts) }
            request.sweep.vary(list)
        }
    }
}
